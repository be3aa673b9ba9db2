package org.mediaferry.cli;

import java.util.regex.Pattern;

/** Texts from rows and stores, made safe for a terminal: a control character shows as what it is and does nothing. */
final class Escaped {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e]");

    private Escaped() {}

    static String text(String text) {
        return CONTROL.matcher(text)
                .replaceAll(c -> "\\\\u%04x".formatted((int) c.group().charAt(0)));
    }
}

package org.mediaferry.cli;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/**
 * The message of a log line, for {@link LogOutput}: what a row or a store said neither begins a line of its own nor does
 * anything to a terminal.
 */
public final class EscapedMessage extends ClassicConverter {

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\u0085\\u2028\\u2029]+");

    /** The message in one line; other control characters show as what they are. */
    @Override
    public String convert(ILoggingEvent event) {
        return Escaped.text(
                LINE_BREAKS.matcher(String.valueOf(event.getFormattedMessage())).replaceAll(" | "));
    }
}

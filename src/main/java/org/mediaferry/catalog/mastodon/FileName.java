package org.mediaferry.catalog.mastodon;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last part of a key. Follows Mastodon, {@code config/initializers/paperclip.rb}, interpolation {@code filename},
 * and for base and extension kt-paperclip, {@code lib/paperclip/interpolations.rb}, that is, Ruby's {@code
 * File.basename(name, ".*")} and {@code File.extname}.
 */
final class FileName {
    private FileName() {}

    /**
     * Returns the name that the object of {@code style} has, for the file name {@code stored} in the row: the original's
     * is stored byte for byte, the others' is put together from base and extension, without the blank ones of the two.
     */
    static String of(String stored, Style style) {
        if (style.isOriginal()) {
            return stored;
        }
        String last = lastPart(stored);
        int dot = lastDot(last);
        String base = dot < 0 ? last : last.substring(0, dot);
        String ownExtension = dot < 0 ? "" : last.substring(dot + 1);
        String extension = style.extension() == null ? ownExtension : style.extension();
        return Stream.of(base, extension).filter(part -> !Blank.is(part)).collect(Collectors.joining("."));
    }

    /** What follows the last slash; slashes at the end do not count, and a name of slashes alone is one slash. */
    private static String lastPart(String stored) {
        int end = stored.length();
        while (end > 0 && stored.charAt(end - 1) == '/') {
            end--;
        }
        if (end == 0) {
            return stored.isEmpty() ? "" : "/";
        }
        return stored.substring(stored.lastIndexOf('/', end - 1) + 1, end);
    }

    /** Where the extension's dot is, or -1 when there is none: dots at the beginning make a hidden file, no extension. */
    private static int lastDot(String part) {
        int first = 0;
        while (first < part.length() && part.charAt(first) == '.') {
            first++;
        }
        int dot = part.lastIndexOf('.');
        return dot < first ? -1 : dot;
    }
}

package org.mediaferry.catalog.mastodon;

import org.jspecify.annotations.Nullable;

/**
 * One version of an attachment.
 *
 * @param name a folder of the key: {@code original}, {@code small}, {@code @1x}, {@code 512}, ...
 * @param extension the extension that this version always has, or null to keep the file name's own
 */
record Style(String name, @Nullable String extension) {
    static final Style ORIGINAL = new Style("original", null);

    boolean isOriginal() {
        return equals(ORIGINAL);
    }
}

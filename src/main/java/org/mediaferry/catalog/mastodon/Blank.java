package org.mediaferry.catalog.mastodon;

import org.jspecify.annotations.Nullable;

/**
 * What Ruby on Rails calls blank. Follows Active Support, {@code core_ext/object/blank.rb}: nil, empty, or nothing but
 * {@code [[:space:]]}, which is Unicode's White_Space. Java's own {@code isBlank} knows fewer characters (no U+00A0) and
 * others (U+001C).
 */
final class Blank {
    private Blank() {}

    /** Whether {@code text} is null, empty, or only of characters with Unicode's property White_Space. */
    static boolean is(@Nullable String text) {
        return text == null || text.codePoints().allMatch(Blank::isWhiteSpace);
    }

    private static boolean isWhiteSpace(int character) {
        return Character.isSpaceChar(character) || (character >= '\t' && character <= '\r') || character == 0x85;
    }
}

package org.mediaferry.catalog.mastodon;

/**
 * Ids that lie next to each other.
 *
 * @param first the lowest
 * @param last the highest, included
 */
public record IdRange(long first, long last) {

    public IdRange {
        if (last < first) {
            throw new IllegalArgumentException("a range from " + first + " cannot end at " + last);
        }
    }
}

package org.mediaferry.presence;

/**
 * What the answers have cost so far.
 *
 * @param lists ListObjectsV2 requests, of up to 1000 keys each
 * @param heads HeadObject requests
 */
public record Requests(long lists, long heads) {

    /** All requests. */
    public long total() {
        return lists + heads;
    }
}

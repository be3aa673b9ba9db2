package org.mediaferry.transfer;

/**
 * How an object is cut for an upload in parts: all of one size but the last, as some stores demand, and no more than any
 * store takes.
 *
 * @param length of the object in bytes, 1 or more
 * @param size of each part but the last, in bytes
 */
record Parts(long length, long size) {

    /** What one part, or one put, may carry, in bytes. */
    static final long LARGEST = 5L * 1024 * 1024 * 1024;

    private static final long MIB = 1024 * 1024;
    private static final long USUAL = 64 * MIB;

    /**
     * Parts of 64 MiB, or larger where the object would have too many of them.
     *
     * @param above the length from which objects are cut, at least 5 MiB: no part needs to be larger than that
     * @param most how many an object may have, 1 to 10,000
     */
    static Parts of(long length, long above, int most) {
        long least = (length + most - 1) / most;
        long size = Math.max(Math.min(USUAL, above), (least + MIB - 1) / MIB * MIB);
        return new Parts(length, size);
    }

    /** How many there are. */
    int count() {
        return (int) ((length + size - 1) / size);
    }

    /** @param number from 1 to {@link #count} */
    long lengthOf(int number) {
        return Math.min(size, length - (number - 1) * size);
    }
}

package org.mediaferry.check;

/** How long something took, in words. */
final class Took {

    private Took() {}

    /** @param began by {@link System#nanoTime} */
    static String since(long began) {
        return (System.nanoTime() - began) / 1_000_000 + " ms";
    }
}

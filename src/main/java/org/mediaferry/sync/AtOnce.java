package org.mediaferry.sync;

/** How many objects are copied at once. */
public interface AtOnce {

    /** How many may be at the moment. */
    int now();

    /** How many there can be at all in this run. */
    int most();

    /** How many are. */
    int underWay();

    /**
     * Allows fewer than the run would take by itself.
     *
     * @param copies 1 to {@link #most}, which is no bound
     * @throws IllegalArgumentException when it is another number; nothing is changed
     */
    void limit(int copies);
}

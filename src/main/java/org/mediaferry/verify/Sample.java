package org.mediaferry.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Objects chosen at random from all that are offered, each as likely as any other, in one pass; their number need not be
 * known. Algorithm R of Waterman.
 */
public final class Sample {

    /** So many are kept in memory at most. */
    public static final int MOST = 100_000;

    private final int size;
    private final RandomGenerator random;
    private final List<Look> chosen = new ArrayList<>();
    private long offered;

    /** @param size how many to choose, 0 to {@link #MOST} */
    public Sample(int size, RandomGenerator random) {
        if (size < 0 || size > MOST) {
            throw new IllegalArgumentException("--sample must be 1 to " + MOST + ", was " + size);
        }
        this.size = size;
        this.random = random;
    }

    void offer(Look look) {
        offered++;
        if (chosen.size() < size) {
            chosen.add(look);
        } else if (size > 0) {
            long at = random.nextLong(offered);
            if (at < size) {
                chosen.set((int) at, look);
            }
        }
    }

    /** The choice; all that were offered where they were no more than that. */
    List<Look> chosen() {
        return List.copyOf(chosen);
    }
}

package org.mediaferry.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How much is done a second, over the last half a minute. Safe for threads. */
public final class Speed {

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Sample(long nanos, long objects, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Begins to measure now. */
    Speed() {
        samples.add(new Sample(System.nanoTime(), 0, 0));
    }

    /** Takes note of how much is done by now. */
    synchronized void sample(long objects, long bytes) {
        long now = System.nanoTime();
        samples.addLast(new Sample(now, objects, bytes));
        while (samples.size() > 2 && now - samples.getFirst().nanos() > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** Objects a second; 0 when nothing was measured yet. */
    public synchronized double objectsPerSecond() {
        return perSecond(samples.getLast().objects() - samples.getFirst().objects());
    }

    /** Bytes a second; 0 when nothing was measured yet. */
    public synchronized double bytesPerSecond() {
        return perSecond(samples.getLast().bytes() - samples.getFirst().bytes());
    }

    private double perSecond(long amount) {
        double seconds =
                (samples.getLast().nanos() - samples.getFirst().nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
        return seconds <= 0 ? 0 : amount / seconds;
    }
}

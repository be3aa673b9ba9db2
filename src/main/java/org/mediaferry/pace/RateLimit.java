package org.mediaferry.pace;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Holds requests back, so that no more a second go out than the store takes, or than the administrator allows. */
final class RateLimit {

    /** Bucket4j counts whole tokens and refills at most one a nanosecond; a request is so many of its tokens. */
    private static final long TOKENS = 1000;
    /** Beyond it there is nothing to limit. */
    private static final double BOUNDLESS = 100_000;

    private final AdaptiveRate adaptive;
    private final Bucket bucket = Bucket.builder()
            .addLimit(bandwidth(BOUNDLESS))
            .withNanosecondPrecision()
            .build();
    private volatile double inForce = BOUNDLESS;
    private volatile int ceiling;
    private volatile boolean heldBack;

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    RateLimit(LongSupplier nanos) {
        this.adaptive = new AdaptiveRate(nanos);
    }

    /** @param requests a second at most, whatever the store says; 0 = no bound */
    void ceiling(int requests) {
        if (ceiling != requests) {
            ceiling = requests;
            apply();
        }
    }

    /** Requests a second at most for now; empty when nothing limits them. */
    java.util.OptionalDouble perSecond() {
        return inForce < BOUNDLESS ? java.util.OptionalDouble.of(inForce) : java.util.OptionalDouble.empty();
    }

    /** Waits for the turn of one request; false when it did not come in this time. */
    boolean await(Duration atMost) throws InterruptedException {
        if (inForce >= BOUNDLESS || bucket.tryConsume(TOKENS)) {
            return true;
        }
        heldBack = true;
        return bucket.asBlocking().tryConsume(TOKENS, atMost);
    }

    /** Whether a request had to wait since this was asked last. */
    boolean heldBack() {
        boolean held = heldBack;
        heldBack = false;
        return held;
    }

    /** The store took a request. */
    void took() {
        adaptive.took();
        apply();
    }

    /** The store refused a request for their number; it was sent then. */
    void refused(long sentNanos) {
        adaptive.refused(sentNanos);
        apply();
    }

    private void apply() {
        double bound = ceiling == 0 ? BOUNDLESS : ceiling;
        double wanted = Math.min(bound, adaptive.perSecond());
        if (wanted != inForce) {
            replace(wanted);
        }
    }

    private synchronized void replace(double wanted) {
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(bandwidth(wanted)).build(),
                TokensInheritanceStrategy.PROPORTIONALLY);
        inForce = wanted;
    }

    /** Evenly, with a tenth of a second's requests at once after a pause. */
    private static Bandwidth bandwidth(double perSecond) {
        long tokens = Math.max(TOKENS, Math.round(perSecond * TOKENS));
        return Bandwidth.builder()
                .capacity(Math.max(TOKENS, tokens / 10))
                .refillGreedy(tokens, Duration.ofSeconds(1))
                .initialTokens(0)
                .build();
    }
}

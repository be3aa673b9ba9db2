package org.mediaferry.transfer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Watches that the source gives bytes fast enough. Only the time that is spent waiting for it counts, so that a slow
 * destination is not laid at its door; and only what came since the last good stretch, so that a source that was fast at
 * first and trickles then is found out as soon as one that always did.
 */
final class SourceSpeed {

    private final Patience patience;
    private long waitedNanos;
    private long bytes;

    SourceSpeed(Patience patience) {
        this.patience = patience;
    }

    /**
     * Takes note of one read.
     *
     * @param nanos how long it took
     * @param got what it gave; negative at the end
     * @throws IOException when that is too slow for longer than the idle time
     */
    void passed(long nanos, int got) throws IOException {
        waitedNanos += nanos;
        bytes += Math.max(got, 0);
        Duration waited = Duration.ofNanos(waitedNanos);
        if (waited.compareTo(patience.idle()) < 0) {
            return;
        }
        if (patience.isExhausted(waited, bytes)) {
            throw new SocketTimeoutException("it gave " + bytes + " bytes in " + waited.toMillis()
                    + " ms, less than the " + patience.bytesPerSecond() + " bytes a second of transfer.min-speed");
        }
        waitedNanos = 0;
        bytes = 0;
    }
}

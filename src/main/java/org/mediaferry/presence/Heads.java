package org.mediaferry.presence;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.AbortedException;

/** Asks for objects one by one, a few at a time. */
final class Heads {

    /** As many connections as a client has beside those of the copies. */
    private static final int AT_ONCE = 4;

    private Heads() {}

    /**
     * What of these keys is there.
     *
     * @throws RuntimeException the first failure, as the client threw it; no request is begun after it
     */
    static Map<String, Found> of(Bucket bucket, List<String> keys, boolean deniedIsAbsent) {
        Map<String, Found> found = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        Callable<Void> asker = () -> {
            try {
                for (int at = next.getAndIncrement(); at < keys.size(); at = next.getAndIncrement()) {
                    String key = keys.get(at);
                    bucket.head(key, deniedIsAbsent).ifPresent(there -> found.put(key, there));
                }
            } catch (RuntimeException e) {
                next.set(keys.size());
                throw e;
            }
            return null;
        };
        runAll(asker, Math.min(AT_ONCE, keys.size()));
        return found;
    }

    private static void runAll(Callable<Void> asker, int threads) {
        if (threads == 0) {
            return;
        }
        ExecutorService askers = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> asked : askers.invokeAll(Collections.nCopies(threads, asker))) {
                asked.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("an object could not be asked for", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while asking for objects", e);
        } finally {
            askers.shutdownNow();
        }
    }
}

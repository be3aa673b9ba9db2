package org.mediaferry.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Many short requests at a time. */
final class Parallel {
    private static final int THREADS = 16;

    private Parallel() {}

    /**
     * Runs an action for every item, in no order.
     *
     * @throws IllegalStateException with the first failure as its cause; items not begun by then are left out
     */
    static <T> void forEach(List<T> items, Consumer<T> action) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                workers.add(threads.submit(() -> work(items, next, action)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request of the demo failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between the demo's requests", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> void work(List<T> items, AtomicInteger next, Consumer<T> action) {
        for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            try {
                action.accept(items.get(i));
            } catch (RuntimeException e) {
                next.set(items.size());
                throw e;
            }
        }
    }
}

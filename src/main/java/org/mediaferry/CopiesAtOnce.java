package org.mediaferry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.mediaferry.config.Concurrency;
import org.mediaferry.pace.Parallelism;
import org.mediaferry.pace.Processors;
import org.mediaferry.sync.AtOnce;
import org.mediaferry.transfer.Copy;

/**
 * Lets no more messages of a route be under way at once than it is told at the moment; the consumers of the others wait. What
 * is under way already is left alone when the number falls.
 *
 * <p>No service of Camel's: of one that is stopped with its route, Camel 4.18.0 asks nothing more, and what ends then would
 * count as under way for ever.
 */
final class CopiesAtOnce implements RoutePolicy, AtOnce {

    /** After it, one that waits looks by itself whether the run is to stop. */
    private static final long LOOK_SECONDS = 1;

    private final IntSupplier atOnce;
    private final LongConsumer ended;
    private final BooleanSupplier stopping;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> waiting = new ArrayDeque<>();
    private final int most;
    private volatile int limit;
    private int underWay;

    /**
     * @param most of them there can be
     * @param atOnce how many; asked for each message
     * @param ended told of each message at its end, with the bytes that it copied
     * @param stopping whether nobody is to wait any more
     */
    CopiesAtOnce(int most, IntSupplier atOnce, LongConsumer ended, BooleanSupplier stopping) {
        this.most = most;
        this.limit = most;
        this.atOnce = atOnce;
        this.ended = ended;
        this.stopping = stopping;
    }

    /**
     * As many as the settings say, or as pay.
     *
     * @param throttled whether a store takes no more requests
     * @param stopping whether nobody is to wait any more
     */
    static CopiesAtOnce of(Concurrency concurrency, BooleanSupplier throttled, BooleanSupplier stopping) {
        if (!concurrency.automatic()) {
            return new CopiesAtOnce(concurrency.most(), concurrency::most, bytes -> {}, stopping);
        }
        Parallelism found = new Parallelism(concurrency.most(), System::nanoTime, Processors::areBusy, throttled);
        return new CopiesAtOnce(concurrency.most(), found::atOnce, found::ended, stopping);
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        lock.lock();
        try {
            awaitRoom();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay++;
            wakeNext();
            lock.unlock();
        }
    }

    /**
     * In the order in which they came: one that comes from the queue at the moment when another ends would overtake all who
     * wait, again and again, and no checkpoint passes an object that waits.
     */
    private void awaitRoom() throws InterruptedException {
        if (waiting.isEmpty() && hasRoom()) {
            return;
        }
        Condition turn = lock.newCondition();
        waiting.addLast(turn);
        try {
            while (waiting.peekFirst() != turn || !hasRoom()) {
                turn.await(LOOK_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            waiting.remove(turn);
        }
    }

    /** One that begins wakes the next too, as the number may have grown meanwhile. */
    private void wakeNext() {
        Condition first = waiting.peekFirst();
        if (first != null && hasRoom()) {
            first.signal();
        }
    }

    private boolean hasRoom() {
        return underWay < now() || stopping.getAsBoolean();
    }

    @Override
    public int now() {
        return Math.min(limit, atOnce.getAsInt());
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public int underWay() {
        lock.lock();
        try {
            return underWay;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void limit(int copies) {
        if (copies < 1 || copies > most) {
            throw new IllegalArgumentException("copies at once must be a whole number from 1 to " + most
                    + (most < 256 ? ", as many as this run was started with" : "") + ", was " + copies);
        }
        limit = copies;
        lock.lock();
        try {
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Copy copy = exchange.getProperty("copy", Copy.class);
        ended.accept(copy == null ? 0 : copy.length());
        lock.lock();
        try {
            underWay--;
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onInit(Route route) {}

    @Override
    public void onRemove(Route route) {}

    @Override
    public void onStart(Route route) {}

    @Override
    public void onStop(Route route) {}

    @Override
    public void onSuspend(Route route) {}

    @Override
    public void onResume(Route route) {}
}

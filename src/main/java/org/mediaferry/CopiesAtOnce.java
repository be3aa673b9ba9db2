package org.mediaferry;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.mediaferry.transfer.Copy;

/**
 * Lets no more messages of a route be under way at once than it is told at the moment; the consumers of the others wait. What
 * is under way already is left alone when the number falls.
 */
final class CopiesAtOnce extends RoutePolicySupport {

    private final IntSupplier atOnce;
    private final LongConsumer ended;
    private final BooleanSupplier stopping;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int underWay;

    /**
     * @param atOnce how many; asked for each message
     * @param ended told of each message at its end, with the bytes that it copied
     * @param stopping whether nobody is to wait any more
     */
    CopiesAtOnce(IntSupplier atOnce, LongConsumer ended, BooleanSupplier stopping) {
        this.atOnce = atOnce;
        this.ended = ended;
        this.stopping = stopping;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        lock.lock();
        try {
            while (!hasRoom()) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay++;
            // One that ends wakes one, who wakes the next if the number has grown meanwhile
            if (hasRoom()) {
                changed.signal();
            }
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        return underWay < atOnce.getAsInt() || stopping.getAsBoolean();
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        Copy copy = exchange.getProperty("copy", Copy.class);
        ended.accept(copy == null ? 0 : copy.length());
        lock.lock();
        try {
            underWay--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}

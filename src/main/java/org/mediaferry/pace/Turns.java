package org.mediaferry.pace;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Says when the next object may be copied: when both stores take a request. */
public final class Turns {

    private final StorePace source;
    private final StorePace destination;
    private final Pauses pauses;
    private final Hold hold;
    private final AtomicInteger waiting = new AtomicInteger();

    public Turns(StorePace source, StorePace destination, Pauses pauses) {
        this.source = source;
        this.destination = destination;
        this.pauses = pauses;
        this.hold = new Hold(pauses);
    }

    /**
     * Waits until a get and a put may be begun; returns at once when the run is to stop.
     *
     * @param getsAtMost gets a second, whatever the source takes; 0 = no bound
     * @param putsAtMost puts a second, whatever the destination takes; 0 = no bound
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void await(int getsAtMost, int putsAtMost) throws InterruptedException {
        source.ceiling(getsAtMost);
        destination.ceiling(putsAtMost);
        waiting.incrementAndGet();
        try {
            if (hold.await(source::isStopping) && source.await()) {
                destination.await();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Whether a copy had to wait since this was asked last, because a store takes no more requests a second. */
    public boolean heldBack() {
        // Both are to be asked
        return source.heldBack() | destination.heldBack();
    }

    /** How many wait for their turn. */
    public int waiting() {
        return waiting.get();
    }

    /** Whether and since when nothing new begins, because somebody wants it so. */
    public Hold hold() {
        return hold;
    }

    /** The store that objects come from. */
    public StorePace source() {
        return source;
    }

    /** The store that objects go to. */
    public StorePace destination() {
        return destination;
    }

    /** Asks stores in trouble at once, whatever is left of their interval. */
    public void askNow() {
        source.askNow();
        destination.askNow();
    }

    /** What is waited for: stores in trouble, and somebody who paused the run. */
    public List<Pause> pauses() {
        return pauses.all();
    }
}

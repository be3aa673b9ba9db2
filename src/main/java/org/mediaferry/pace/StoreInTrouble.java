package org.mediaferry.pace;

/**
 * A store cannot do its work for now: it throttles, is down, or refuses everything. It is no fault of the object's, so
 * waiting for it costs the object none of its tries.
 */
public final class StoreInTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean othersFare;

    StoreInTrouble(String store, Throwable cause, boolean othersFare) {
        super("the " + store + " is in trouble: " + cause.getMessage(), cause);
        this.othersFare = othersFare;
    }

    /** Whether the store did other requests meanwhile. When it refuses the same object again and again so, it is the object. */
    public boolean othersFare() {
        return othersFare;
    }
}

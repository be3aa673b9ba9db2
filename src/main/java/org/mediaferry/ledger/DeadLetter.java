package org.mediaferry.ledger;

import java.time.Instant;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.outcome.Reason;

/**
 * An object that was given up. It stays until another outcome of the same object is taken down.
 *
 * @param sequence in the order in which they first became dead letters, never given twice; failing again keeps it
 * @param object the whole message, as it can be queued again
 * @param reason the class of the last failure
 * @param cause the last failure: exceptions' names and messages, outermost first
 * @param tries all tries from {@code firstAt} to {@code lastAt}, replays included
 * @param firstAt when it became a dead letter
 * @param lastAt when it last failed
 */
public record DeadLetter(
        long sequence, MediaObject object, Reason reason, String cause, int tries, Instant firstAt, Instant lastAt) {}

package org.mediaferry.ledger;

import java.time.Instant;
import org.mediaferry.catalog.MediaObject;

/**
 * An object that was left out, because it must be private and the destination gets no ACLs.
 *
 * @param sequence in the order of discovery, never given twice; what the next page of the list begins after
 * @param firstAt when it was first left out
 * @param lastAt when it was last left out
 */
public record LeftOutObject(long sequence, MediaObject object, Instant firstAt, Instant lastAt) {}

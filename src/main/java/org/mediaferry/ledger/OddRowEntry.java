package org.mediaferry.ledger;

import java.time.Instant;
import org.mediaferry.catalog.OddRow;

/**
 * An odd row as the ledger holds it.
 *
 * @param sequence in the order of discovery, never given twice; what the next page of the list begins after
 * @param row the row and what is odd about it
 * @param lastAt when it was last seen
 */
public record OddRowEntry(long sequence, OddRow row, Instant lastAt) {}

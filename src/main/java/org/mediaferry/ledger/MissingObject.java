package org.mediaferry.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;

/**
 * An object that a row names and the source did not have when it was last asked.
 *
 * @param sequence in the order of discovery, never given twice; what the next page of the list begins after
 * @param object the object
 * @param remoteUrl where another server has the file, by its row when it was last found missing; null for a local object,
 *     or where that is unknown
 * @param firstAt when it was first found missing
 * @param lastAt when it was last found missing
 */
public record MissingObject(
        long sequence, MediaObject object, @Nullable String remoteUrl, Instant firstAt, Instant lastAt) {}

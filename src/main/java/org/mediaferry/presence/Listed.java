package org.mediaferry.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object of an inventory.
 *
 * @param key the whole key
 * @param size its bytes, or null where the store tells none
 * @param lastModified when it was put, or null where the store does not tell
 */
public record Listed(
        String key, @Nullable Long size, @Nullable Instant lastModified) {}

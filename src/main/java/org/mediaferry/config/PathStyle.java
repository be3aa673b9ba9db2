package org.mediaferry.config;

import java.util.Locale;

/** Where a request names the bucket, as the settings say it. */
enum PathStyle {
    /** As {@link #TRUE} when an endpoint is given, else as {@link #FALSE}. */
    AUTO,
    /** In the path, {@code https://host/bucket/key}. */
    TRUE,
    /** In the host, {@code https://bucket.host/key}. */
    FALSE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

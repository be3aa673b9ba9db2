package org.mediaferry.provider;

import java.util.Locale;

/** The names of the providers, as {@code source.provider} takes them. */
public enum ProviderName {
    AWS,
    BACKBLAZE,
    CEPH,
    CLOUDFLARE_R2,
    DIGITALOCEAN,
    HETZNER,
    MINIO,
    OVH,
    SCALEWAY,
    WASABI,
    /** Any other: nothing is known of it, and the settings' own defaults hold. */
    OTHER;

    /** The name in the settings, e.g. {@code cloudflare-r2}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

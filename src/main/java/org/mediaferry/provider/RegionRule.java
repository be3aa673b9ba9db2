package org.mediaferry.provider;

import java.util.Locale;

/** Which region requests are signed for. */
public enum RegionRule {
    /** Any will do. */
    ANY,
    /** The one that stands in the endpoint. */
    IN_ENDPOINT,
    /** Always {@code auto}. */
    AUTO;

    /** The name in the file and in output. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

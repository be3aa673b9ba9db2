package org.mediaferry.config;

import java.util.Objects;

/**
 * What a store's requests are signed with.
 *
 * @param accessKey the name of the pair; treated as a secret too
 * @param secretKey the secret half
 */
public record Credentials(Secret accessKey, Secret secretKey) {

    public Credentials {
        Objects.requireNonNull(accessKey, "accessKey");
        Objects.requireNonNull(secretKey, "secretKey");
    }
}

package org.mediaferry.config;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the two S3 stores.
 *
 * @param endpoint http or https; null = AWS in the region
 * @param region what requests are signed for
 * @param bucket the bucket, which must exist
 * @param credentials null = AWS's default credentials chain
 * @param pathStyle whether requests name the bucket in the path and not in the host
 * @param keyPrefix Mastodon's S3_KEY_PREFIX as it stands, without the slash that follows it in a key; empty = none
 * @param maxRate requests a second at most; 0 = as many as the store takes
 */
public record Store(
        @Nullable URI endpoint,
        String region,
        String bucket,
        @Nullable Credentials credentials,
        boolean pathStyle,
        String keyPrefix,
        int maxRate) {

    public Store {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(keyPrefix, "keyPrefix");
    }

    /** Whether the buckets are at one place and belong to one account, so that requests to either may name both. */
    boolean isOneStoreWith(Store other) {
        return Objects.equals(endpoint, other.endpoint)
                && region.equals(other.region)
                && Objects.equals(credentials, other.credentials);
    }

    /** Where objects are, in a form that is the same however it is written: host, bucket and what keys begin with. */
    public String place() {
        return Endpoint.canonical(endpoint) + "/" + bucket + "/" + keyPrefix.replaceFirst("^/", "");
    }

    /** Null when the bucket is not set. */
    static @Nullable Store of(StoreKeys keys, Values values) {
        String bucket = values.get(keys.bucket());
        if (bucket == null) {
            return null;
        }
        Secret accessKey = values.get(keys.accessKey());
        Secret secretKey = values.get(keys.secretKey());
        String keyPrefix = values.get(keys.keyPrefix());
        return new Store(
                values.get(keys.endpoint()),
                values.required(keys.region()),
                bucket,
                accessKey == null || secretKey == null ? null : new Credentials(accessKey, secretKey),
                values.required(keys.pathStyle()) == PathStyle.TRUE,
                keyPrefix == null ? "" : keyPrefix,
                values.required(keys.maxRate()));
    }
}

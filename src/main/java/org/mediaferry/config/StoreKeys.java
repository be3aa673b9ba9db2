package org.mediaferry.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.mediaferry.provider.ProviderName;

/**
 * The keys that both stores have.
 *
 * @param provider whose it is, for the defaults of other keys
 * @param endpoint where it answers; unset = AWS
 * @param region what requests are signed for
 * @param bucket required for everything that contacts a store
 * @param accessKey unset together with the secret key = AWS's default credentials chain
 * @param secretKey the other half
 * @param secretKeyFile a file with the other half
 * @param pathStyle how a request names the bucket
 * @param keyPrefix Mastodon's S3_KEY_PREFIX
 * @param maxRate requests a second, for those who know or want less than the store takes
 */
record StoreKeys(
        Key<ProviderName> provider,
        Key<URI> endpoint,
        Key<String> region,
        Key<String> bucket,
        Key<Secret> accessKey,
        Key<Secret> secretKey,
        Key<Path> secretKeyFile,
        Key<PathStyle> pathStyle,
        Key<String> keyPrefix,
        Key<Integer> maxRate) {

    static StoreKeys of(String side, String unsetPrefix) {
        ValueType<URI> uri =
                Types.of("http://host:port or https://host, without user, query or fragment", Endpoint::parse);
        return new StoreKeys(
                new Key<>(
                        side + ".provider",
                        Types.oneOf(ProviderName.class, ProviderName::label),
                        "other",
                        "Whose store it is: replaces defaults below by what is known of it; mediaferry providers lists it."),
                new Key<>(side + ".endpoint", uri, null, "Where the store answers. Unset: AWS in the region below."),
                new Key<>(
                        side + ".region",
                        Types.text("a region's name", "[A-Za-z0-9_-]+"),
                        "us-east-1",
                        "The region that requests are signed for; many other stores take any."),
                new Key<>(
                        side + ".bucket",
                        Types.text("a bucket's name, without path or address", "[^\\s/?#&%{}\\p{Cntrl}]+"),
                        null,
                        "The bucket. Required for all but plan --offline; it must exist."),
                new Key<>(
                        side + ".access-key",
                        Types.secret(),
                        null,
                        "Half of the credentials. Without any: AWS's default credentials chain."),
                new Key<>(
                        side + ".secret-key",
                        Types.secret(),
                        null,
                        "The other half; better in the environment or in the file below than here."),
                new Key<>(
                        side + ".secret-key-file",
                        Types.path("a file's path"),
                        null,
                        "A file that holds the secret key, relative to mediaferry's folder; instead of the key above."),
                new Key<>(
                        side + ".path-style",
                        Types.oneOf(PathStyle.class, PathStyle::label),
                        "auto",
                        "Whether the bucket stands in the path and not in the host name; auto: when an endpoint is given."),
                new Key<>(
                        side + ".key-prefix",
                        Types.textOrEmpty("a text without control characters", "\\P{Cntrl}+"),
                        null,
                        "What every key begins with, as Mastodon's S3_KEY_PREFIX. " + unsetPrefix),
                new Key<>(
                        side + ".max-rate",
                        Types.wholeNumber(0, 100_000),
                        "0",
                        "Objects and listings asked of it a second, at most; 0: as many as it takes, which is found out."));
    }

    List<Key<?>> all() {
        return List.of(
                provider, endpoint, region, bucket, accessKey, secretKey, secretKeyFile, pathStyle, keyPrefix, maxRate);
    }
}

package org.mediaferry.lean;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Concurrency;
import org.mediaferry.config.Credentials;
import org.mediaferry.config.Secret;
import org.mediaferry.config.Store;
import org.mediaferry.config.Transfer;
import org.mediaferry.config.TransferClient;
import org.mediaferry.transfer.S3Stores;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of a store, for the tests of this package: lean ones, and the SDK's as a run makes it. */
final class Clients {

    static final String BUCKET = "media";
    static final String REGION = "eu-central-1";
    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret"));
    /** Longer than any test, unless the test is about it. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    private Clients() {}

    static S3Client lean(URI endpoint) {
        return lean(endpoint, PATIENT);
    }

    /** One whose store may be silent, or answer, for so long; an attempt takes at most a second more. */
    static S3Client lean(URI endpoint, Duration idle) {
        S3Client sdk = sdk(endpoint);
        return new LeanClient(sdk, sdk.utilities(), BUCKET, REGION, CREDENTIALS, Duration.ofSeconds(1), idle);
    }

    /** One that looks at this clock to see how long a connection has rested. */
    static S3Client lean(URI endpoint, LongSupplier nanos) {
        return lean(endpoint, null, nanos);
    }

    static S3Client lean(URI endpoint, Tls tls) {
        return lean(endpoint, tls, System::nanoTime);
    }

    private static S3Client lean(URI endpoint, @Nullable Tls tls, LongSupplier nanos) {
        return lean(endpoint, PATIENT, tls, nanos);
    }

    /** One for which nothing of connecting may take longer. */
    static S3Client connectingWithin(Duration connect, URI endpoint, Tls tls) {
        return lean(endpoint, connect, tls, System::nanoTime);
    }

    private static S3Client lean(URI endpoint, Duration connect, @Nullable Tls tls, LongSupplier nanos) {
        S3Client sdk = sdk(endpoint);
        return new LeanClient(
                sdk,
                sdk.utilities(),
                BUCKET,
                PATIENT,
                CREDENTIALS,
                place -> new Connections(place, REGION, connect, PATIENT, tls, nanos));
    }

    /** The SDK's, as a run makes it. */
    static S3Client sdk(URI endpoint) {
        return sdk(endpoint, REGION, "access", "secret");
    }

    static S3Client sdk(URI endpoint, String region, String accessKey, String secretKey) {
        return S3Stores.client(
                new Store(
                        endpoint,
                        region,
                        BUCKET,
                        new Credentials(new Secret(accessKey), new Secret(secretKey)),
                        true,
                        "",
                        0),
                new Transfer(TransferClient.SDK, new Concurrency(4, false), PATIENT, PATIENT, 1000, 5L << 20, 10_000));
    }

    /** A body that passes only once, as those of copies do. */
    static RequestBody streamed(byte[] bytes) {
        return RequestBody.fromInputStream(new ByteArrayInputStream(bytes), bytes.length);
    }
}

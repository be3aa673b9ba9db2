package org.mediaferry.transfer;

import java.time.Duration;
import org.mediaferry.config.Store;
import org.mediaferry.config.Transfer;
import org.mediaferry.config.TransferClient;
import org.mediaferry.lean.LeanClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the clients of the two stores from the configuration. */
public final class S3Stores {

    private S3Stores() {}

    /**
     * A client that tries each request once: a streamed body cannot be sent again, and the routes retry get and put
     * together; {@link org.mediaferry.pace.PatientClient} retries the others.
     */
    public static S3Client client(Store store, Transfer transfer) {
        AwsCredentialsProvider credentials = credentials(store);
        S3Client sdk = sdk(store, transfer, credentials);
        return transfer.client() == TransferClient.SDK || isBehindProxy(store)
                ? sdk
                : new LeanClient(
                        sdk,
                        store.bucket(),
                        store.region(),
                        credentials,
                        transfer.connectTimeout(),
                        transfer.idleTimeout());
    }

    private static S3Client sdk(Store store, Transfer transfer, AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(store.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(store.pathStyle())
                // Stores other than AWS refuse the checksum trailers
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        // Of an object's bytes it counts none: a get has been answered when they begin to come
                        .apiCallAttemptTimeout(transfer.connectTimeout().plus(transfer.idleTimeout()))
                        .addExecutionInterceptor(new WithoutExpect()))
                .httpClientBuilder(defaults -> new OnDemandHttpClient(http(transfer)));
        if (isHttp(store)) {
            builder.putAuthScheme(new UnsignedBodies());
        }
        if (store.endpoint() != null) {
            builder.endpointOverride(store.endpoint());
        }
        return builder.build();
    }

    private static ApacheHttpClient.Builder http(Transfer transfer) {
        return ApacheHttpClient.builder()
                .connectionTimeout(transfer.connectTimeout())
                .socketTimeout(transfer.idleTimeout())
                .maxConnections(transfer.concurrency().most() + 4)
                .connectionAcquisitionTimeout(Duration.ofSeconds(60))
                // Or it would put back what WithoutExpect takes away
                .expectContinueEnabled(false)
                .tcpKeepAlive(true);
    }

    /** Whether the SDK would go through a proxy, by Java's properties or the variables {@code HTTP_PROXY} and the like. */
    private static boolean isBehindProxy(Store store) {
        ProxyConfiguration proxy = ProxyConfiguration.builder()
                .scheme(isHttp(store) ? "http" : "https")
                .build();
        return proxy.host() != null && !proxy.host().isEmpty();
    }

    private static boolean isHttp(Store store) {
        return store.endpoint() != null
                && "http".equalsIgnoreCase(store.endpoint().getScheme());
    }

    /** The client of the routes' endpoints, over one of {@link #client}. */
    public static S3Client forRoutes(S3Client client, Transfer transfer) {
        return new RouteClient(client, transfer);
    }

    private static AwsCredentialsProvider credentials(Store store) {
        var credentials = store.credentials();
        return credentials == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        credentials.accessKey().reveal(),
                        credentials.secretKey().reveal()));
    }
}

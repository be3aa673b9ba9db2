package org.mediaferry.transfer;

import java.time.Duration;
import java.util.Optional;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Store;
import org.mediaferry.config.Transfer;
import org.mediaferry.config.TransferClient;
import org.mediaferry.lean.LeanClient;
import org.mediaferry.transfer.Proxies.Proxy;
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
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3Utilities;

/** Makes the clients of the two stores from the configuration. */
public final class S3Stores {

    private S3Stores() {}

    /**
     * A client that tries each request once: a streamed body cannot be sent again, and the routes retry get and put
     * together; {@link org.mediaferry.pace.PatientClient} retries the others.
     */
    public static S3Client client(Store store, Transfer transfer) {
        return client(store, transfer, Proxies.ofThisMachine());
    }

    /** @param proxies those that this machine names */
    static S3Client client(Store store, Transfer transfer, Proxies proxies) {
        AwsCredentialsProvider credentials = credentials(store);
        S3Utilities addresses = addresses(store);
        String host =
                addresses.getUrl(url -> url.bucket(store.bucket()).key("k")).getHost();
        Optional<Proxy> proxy = proxies.before(isHttp(store) ? "http" : "https", host);
        return transfer.client() == TransferClient.SDK || proxy.isPresent()
                ? sdk(store, transfer, credentials, proxy)
                : new LeanClient(
                        new OnDemandClient(() -> sdk(store, transfer, credentials, proxy)),
                        addresses,
                        store.bucket(),
                        store.region(),
                        credentials,
                        transfer.connectTimeout(),
                        transfer.idleTimeout());
    }

    private static S3Client sdk(
            Store store, Transfer transfer, AwsCredentialsProvider credentials, Optional<Proxy> proxy) {
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
                .httpClientBuilder(http(transfer, proxy));
        if (isHttp(store)) {
            builder.putAuthScheme(new UnsignedBodies());
        }
        if (store.endpoint() != null) {
            builder.endpointOverride(store.endpoint());
        }
        return builder.build();
    }

    private static ApacheHttpClient.Builder http(Transfer transfer, Optional<Proxy> proxy) {
        return ApacheHttpClient.builder()
                .proxyConfiguration(through(proxy))
                .connectionTimeout(transfer.connectTimeout())
                .socketTimeout(transfer.idleTimeout())
                .maxConnections(transfer.concurrency().most() + 4)
                .connectionAcquisitionTimeout(Duration.ofSeconds(60))
                // Or it would put back what WithoutExpect takes away
                .expectContinueEnabled(false)
                .tcpKeepAlive(true);
    }

    private static ProxyConfiguration through(Optional<Proxy> proxy) {
        ProxyConfiguration.Builder configuration =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        proxy.ifPresent(through -> configuration
                .endpoint(through.endpoint())
                .username(through.user())
                .password(through.password())
                // A body passes only once, and so cannot be sent again when the proxy asks who this is
                .preemptiveBasicAuthenticationEnabled(through.user() != null));
        return configuration.build();
    }

    /** Where the store's objects are asked for. */
    private static S3Utilities addresses(Store store) {
        return S3Utilities.builder()
                .region(Region.of(store.region()))
                .endpoint(store.endpoint())
                .s3Configuration(S3Configuration.builder()
                        .pathStyleAccessEnabled(store.pathStyle())
                        .build())
                .build();
    }

    private static boolean isHttp(Store store) {
        return store.endpoint() != null
                && "http".equalsIgnoreCase(store.endpoint().getScheme());
    }

    /**
     * The client of the routes' endpoints, over one of {@link #client}.
     *
     * @param encryption which puts ask for
     */
    public static S3Client forRoutes(S3Client client, Transfer transfer, Encryption encryption) {
        return new RouteClient(client, transfer, encryption);
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

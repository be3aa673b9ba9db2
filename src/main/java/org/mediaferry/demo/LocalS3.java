package org.mediaferry.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server in this process, on a free port of 127.0.0.1, with one bucket and credentials of its own (AWS signature
 * version 4). Keeps what a migration must not lose: ACLs public-read and private, Cache-Control, Content-Encoding,
 * -Disposition and -Language, user metadata and storage class.
 *
 * <p>Known gaps of the server (s3proxy 4.1.0): other canned ACLs, a key {@code a} beside {@code a/b}, {@code //} in a
 * key; a listing made while objects are put may show {@code <key>-<uuid>}, the server's temporary file.
 */
public final class LocalS3 implements AutoCloseable {
    private static final int CONNECTIONS = 128;

    private final S3Proxy server;
    private final StoreFiles files;
    private final BlobStore store;
    private final String bucket;
    private final String accessKey;
    private final String secretKey;
    private final S3Client client;

    private LocalS3(int port, String accessKey, String secretKey, String bucket, StoreFiles files) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.bucket = bucket;
        this.files = files;
        this.store = files.open();
        this.server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                .blobStore(store)
                .stopTimeout(0)
                .build();
        startServer();
        this.client = client(endpoint(), accessKey, secretKey);
    }

    /**
     * Starts a server that keeps everything in memory: some 10 KB of heap an object more than its length.
     *
     * @param bucket the name of the bucket that it has, 3 to 63 lower-case letters, digits and hyphens
     */
    public static LocalS3 start(String bucket) {
        return start(bucket, StoreFiles.inMemory());
    }

    /**
     * Starts a server that keeps the objects in files, for more than fits into memory.
     *
     * @param bucket the name of the bucket that it has
     * @param directory where the files go, into a folder of their own that {@link #close()} removes; its file system
     *     must keep user-defined attributes, and no part of a key may be longer than 218 bytes
     * @throws IllegalArgumentException if the file system keeps no user-defined attributes: headers would get lost
     */
    public static LocalS3 start(String bucket, Path directory) {
        return start(bucket, StoreFiles.below(directory));
    }

    /** The address for clients that put the bucket into the path. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The region to sign for. */
    public String region() {
        return Region.US_EAST_1.id();
    }

    /** The access key, made up at the start. */
    public String accessKey() {
        return accessKey;
    }

    /** The secret key, made up at the start. */
    public String secretKey() {
        return secretKey;
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket;
    }

    /** A client with full rights for up to 128 requests at once; closed with the server. */
    public S3Client client() {
        return client;
    }

    /** Ends the server at once, cutting requests in flight, and forgets the objects. */
    @Override
    public void close() {
        client.close();
        try {
            server.stop();
            store.close();
            files.remove();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the files of the demo's S3 server", e);
        } catch (Exception e) {
            throw new IllegalStateException("the demo's S3 server did not stop", e);
        }
    }

    @Override
    public String toString() {
        return "LocalS3[" + endpoint() + "/" + bucket + "]";
    }

    static S3Client client(URI endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        // With it, connections break (Broken pipe) when empty objects are put
                        .expectContinueEnabled(false))
                .build();
    }

    /**
     * Starts a server that keeps everything in memory, where another one was before.
     *
     * @param port to listen on, 0 for a free one
     */
    static LocalS3 start(String bucket, int port, String accessKey, String secretKey) {
        return ready(new LocalS3(port, accessKey, secretKey, bucket, StoreFiles.inMemory()));
    }

    private static LocalS3 start(String bucket, StoreFiles files) {
        return ready(new LocalS3(0, Secrets.random(20), Secrets.random(40), bucket, files));
    }

    private static LocalS3 ready(LocalS3 s3) {
        try {
            s3.client.createBucket(request -> request.bucket(s3.bucket));
            return s3;
        } catch (RuntimeException e) {
            s3.close(); // or its threads would keep the process alive
            throw e;
        }
    }

    private void startServer() {
        try {
            server.start();
        } catch (Exception e) { // the signature says no more than Exception
            throw new IllegalStateException("the demo's S3 server does not start on a free port of 127.0.0.1", e);
        }
    }
}

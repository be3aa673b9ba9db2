package org.mediaferry.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.mediaferry.demo.StoreMain;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server in a process of its own, which can be killed and started again on the same port. It keeps objects in
 * memory: after a kill it is empty but for its first bucket.
 */
public final class StoreProcess implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String bucket;
    private final String accessKey = "ACCESSKEYOFSTORE" + COUNT.incrementAndGet();
    private final String secretKey = "secret-of-store-" + COUNT.get();
    private Process process;
    private final URI endpoint;
    private final S3Client client;

    private StoreProcess(String bucket) {
        this.bucket = bucket;
        this.endpoint = launch(0);
        this.client = StoreMain.client(endpoint, accessKey, secretKey);
    }

    /** Starts one with an empty bucket of this name. */
    public static StoreProcess start(String bucket) {
        return new StoreProcess(bucket);
    }

    /** The address for clients that put the bucket into the path. */
    public URI endpoint() {
        return endpoint;
    }

    /** The bucket that it begins with. */
    public String bucket() {
        return bucket;
    }

    /** The only access key that it knows. */
    public String accessKey() {
        return accessKey;
    }

    /** Its secret key. */
    public String secretKey() {
        return secretKey;
    }

    /** A client with full rights; closed with the server. */
    public S3Client client() {
        return client;
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again where it was, after a {@link #kill()}. */
    public void comeBack() {
        launch(endpoint.getPort());
    }

    private URI launch(int port) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try {
            process = new ProcessBuilder(
                            java.toString(),
                            // All tests' objects, some 14 KB each, stay there to the end
                            "-Xmx3g",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StoreMain.class.getName(),
                            bucket,
                            Integer.toString(port),
                            accessKey,
                            secretKey)
                    .redirectError(Redirect.INHERIT)
                    .start();
            // Not closed: that would end the server's standard output
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the S3 server ended with " + process.exitValue());
            }
            return URI.create(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        kill();
    }
}

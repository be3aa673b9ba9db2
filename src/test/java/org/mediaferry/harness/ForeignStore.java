package org.mediaferry.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An S3 server that has nothing to do with mediaferry's own, in a process of its own on a free port of 127.0.0.1. */
public final class ForeignStore implements AutoCloseable {

    /** Set where the machine must have Swift. */
    private static final String SWIFT_REQUIRED = "MEDIAFERRY_TEST_SWIFT";

    private static final String SWIFT_PACKAGES = "swift-proxy, swift-account, swift-container and swift-object";

    /** Both servers' user, Swift's form of one. */
    private static final String ACCESS_KEY = "mediaferry:tester";

    private static final String SECRET_KEY = "secret-of-tester";

    private final Process process;
    private final URI endpoint;

    private ForeignStore(Process process, Path log, Pattern port) {
        this.process = process;
        await().atMost(Cli.PATIENCE).until(() -> found(log, port).isPresent() || !process.isAlive());
        this.endpoint = found(log, port)
                .map(number -> URI.create("http://127.0.0.1:" + number))
                .orElseThrow(() -> new AssertionError("the store did not start: " + read(log)));
    }

    /**
     * OpenStack Swift of Debian's packages with its S3 API. Leaves the test out on a machine that has none, unless it must
     * have one.
     *
     * @param directory an empty folder for its files, on a file system that keeps user-defined attributes
     */
    public static ForeignStore swift(Path directory) {
        Program.find(SWIFT_REQUIRED, SWIFT_PACKAGES, "swift-proxy-server");
        // Debian's, which has Debian's libraries: the first one of the path may be another
        return start(
                directory,
                "127\\.0\\.0\\.1:(\\d+)",
                "/usr/bin/python3",
                fixture("serve-swift.py"),
                directory.toString(),
                ACCESS_KEY,
                SECRET_KEY);
    }

    /**
     * Adobe's S3Mock, which looks at no signature.
     *
     * @param directory an empty folder for its files
     */
    public static ForeignStore s3Mock(Path directory) {
        return start(
                directory,
                "Tomcat started on ports .* (\\d+) \\(http\\)",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar("s3mock-"),
                "--server.port=0",
                "--com.adobe.testing.s3mock.httpPort=0",
                "--com.adobe.testing.s3mock.store.root=" + directory);
    }

    /** The address for clients that put the bucket into the path; it has no bucket. */
    public URI endpoint() {
        return endpoint;
    }

    /** The access key of its only user. */
    public String accessKey() {
        return ACCESS_KEY;
    }

    /** Its secret key. */
    public String secretKey() {
        return SECRET_KEY;
    }

    @Override
    public void close() {
        // Asked kindly, S3Mock may wait 30 s for a get that was aborted
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ForeignStore start(Path directory, String port, String... command) {
        Path log = directory.resolve("log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ForeignStore(process, log, Pattern.compile(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> found(Path log, Pattern port) {
        Matcher line = port.matcher(read(log));
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fixture(String name) {
        try {
            return Path.of(ForeignStore.class.getResource("/fixtures/" + name).toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jar(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
    }
}

package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.demo.LocalS3;
import software.amazon.awssdk.core.sync.RequestBody;

/** Memory does not grow with the size of an object: a program of 64 MB copies one of 200 MB. */
class LargeObjectIT {

    private static final String KEY = "accounts/large.bin";
    private static final long LENGTH = 200_000_000;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "in parts above {0}")
    @ValueSource(strings = {"5GiB", "100MiB"})
    @Timeout(120)
    void is_copied_by_a_program_whose_memory_could_not_hold_it(String multipartAbove) throws Exception {
        try (TwoStores stores = TwoStores.onDisk(directory)) {
            LocalS3 source = stores.source();
            source.client()
                    .putObject(
                            put -> put.bucket(source.bucket()).key(KEY),
                            RequestBody.fromFile(fileOfLength(directory.resolve("large.bin"))));

            Process program = copyIn64Megabytes(stores, multipartAbove);
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("copied 1");
            assertThat(stores.lengthOfCopy(KEY)).isEqualTo(LENGTH);
        }
    }

    private Process copyIn64Megabytes(TwoStores stores, String multipartAbove) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder program = new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CopyOneObject.class.getName(),
                        KEY)
                .redirectErrorStream(true);
        Map<String, String> environment = program.environment();
        environment.put("TRANSFER_MULTIPART_ABOVE", multipartAbove);
        environment.put("WORK_DIRECTORY", directory.resolve("work").toString());
        for (String setting : EmptyMastodon.settings()) {
            String[] pair = setting.split("=", 2);
            environment.put(pair[0].toUpperCase(Locale.ROOT).replace('.', '_'), pair[1]);
        }
        addStore(environment, "SOURCE", stores.source());
        addStore(environment, "DESTINATION", stores.destination());
        return program.start();
    }

    private static void addStore(Map<String, String> environment, String side, LocalS3 store) {
        environment.put(side + "_ENDPOINT", store.endpoint().toString());
        environment.put(side + "_BUCKET", store.bucket());
        environment.put(side + "_ACCESS_KEY", store.accessKey());
        environment.put(side + "_SECRET_KEY", store.secretKey());
    }

    private static Path fileOfLength(Path file) throws IOException {
        Files.createFile(file);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(LENGTH);
            sparse.writeUTF("the rest is nothing");
        }
        return file;
    }
}

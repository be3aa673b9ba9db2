package org.mediaferry.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.EncryptionKind;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class ProbeObjectTest {

    private final List<Line> lines = new ArrayList<>();
    private HttpServer store;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Encryption encryption = Encryption.NONE;
    private @Nullable String encryptedBy;
    private int toEverybody;

    @BeforeEach
    void open() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", this::answer);
        store.start();
    }

    @AfterEach
    void close() {
        store.stop(0);
    }

    @ParameterizedTest(name = "{0} to everybody: {1}")
    @CsvSource({"403, OK", "401, OK", "404, OK", "200, FAILED", "503, WARNING", "407, WARNING", "0, WARNING"})
    void an_object_is_private_only_if_the_store_refuses_it(int status, Verdict verdict) {
        toEverybody = status;

        probe();

        assertThat(lines)
                .filteredOn(line -> line.check().equals("private"))
                .singleElement()
                .satisfies(line -> assertThat(line.verdict()).isEqualTo(verdict));
    }

    @ParameterizedTest(name = "the store says {0}")
    @CsvSource({"aws:kms, OK", "AES256, WARNING", ", WARNING"})
    void what_copies_ask_for_the_probe_asks_for_and_the_store_is_to_confirm(String said, Verdict verdict) {
        encryption = new Encryption(EncryptionKind.AWS_KMS, "alias/media");
        toEverybody = 403;
        encryptedBy = said;

        probe();

        assertThat(asked).isNotEmpty().containsOnly("aws:kms alias/media");
        assertThat(lines)
                .filteredOn(line -> line.check().equals("encryption"))
                .singleElement()
                .satisfies(line -> assertThat(line.verdict()).isEqualTo(verdict));
    }

    @Test
    void where_no_encryption_is_asked_for_none_is_looked_for() {
        toEverybody = 403;

        probe();

        assertThat(asked).isNotEmpty().containsOnly("null null");
        assertThat(lines).noneMatch(line -> line.check().equals("encryption"));
    }

    private void probe() {
        try (S3Client client = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + store.getAddress().getPort()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "s")))
                .httpClient(ApacheHttpClient.create())
                .build()) {
            new ProbeObject(client, "media", "", encryption, new Findings("destination", lines::add))
                    .run("public-read");
        }
    }

    /** Takes all that is signed; 0 = no answer at all to what is not. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("PUT")) {
            asked.add(exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption") + " "
                    + exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption-aws-kms-key-id"));
        }
        if (encryptedBy != null) {
            exchange.getResponseHeaders().add("x-amz-server-side-encryption", encryptedBy);
        }
        boolean signed = exchange.getRequestHeaders().containsKey("Authorization");
        if (signed || toEverybody > 0) {
            exchange.sendResponseHeaders(signed ? 200 : toEverybody, -1);
        }
        exchange.close();
    }
}

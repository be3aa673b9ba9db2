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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class ProbeObjectTest {

    private final List<Line> lines = new ArrayList<>();
    private HttpServer store;
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

    private void probe() {
        try (S3Client client = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + store.getAddress().getPort()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "s")))
                .httpClient(ApacheHttpClient.create())
                .build()) {
            new ProbeObject(client, "media", "", new Findings("destination", lines::add)).run("public-read");
        }
    }

    /** Takes all that is signed; 0 = no answer at all to what is not. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean signed = exchange.getRequestHeaders().containsKey("Authorization");
        if (signed || toEverybody > 0) {
            exchange.sendResponseHeaders(signed ? 200 : toEverybody, -1);
        }
        exchange.close();
    }
}

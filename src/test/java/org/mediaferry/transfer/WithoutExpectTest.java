package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mediaferry.config.Settings;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class WithoutExpectTest {

    private final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
    private HttpServer store;

    @BeforeEach
    void startStore() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            requests.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        store.start();
    }

    @AfterEach
    void stopStore() {
        store.stop(0);
    }

    @Test
    void a_streamed_put_does_not_wait_to_be_told_to_continue() {
        Settings settings = Settings.load(
                Path.of(""),
                null,
                Map.of(),
                List.of(
                        "destination.endpoint=http://127.0.0.1:"
                                + store.getAddress().getPort(),
                        "destination.bucket=copies",
                        "destination.access-key=a",
                        "destination.secret-key=b"));

        try (S3Client client = S3Stores.client(settings.destination(), settings.transfer())) {
            client.putObject(
                    put -> put.bucket("copies").key("k"),
                    RequestBody.fromInputStream(new ByteArrayInputStream(new byte[3000]), 3000));
        }

        assertThat(requests).hasSize(1);
        assertThat(requests.get(0)).containsKey("Authorization").doesNotContainKey("Expect");
    }
}

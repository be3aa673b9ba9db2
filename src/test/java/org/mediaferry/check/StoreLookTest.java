package org.mediaferry.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaferry.config.Credentials;
import org.mediaferry.config.Secret;
import org.mediaferry.config.Store;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class StoreLookTest {

    @Test
    void a_store_that_falls_silent_is_a_finding_and_no_seeing_is_not_a_refusal() throws IOException {
        HttpServer silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        silent.createContext("/", exchange -> exchange.close());
        silent.start();
        URI endpoint = URI.create("http://127.0.0.1:" + silent.getAddress().getPort());
        Store store = new Store(
                endpoint, "us-east-1", "media", new Credentials(new Secret("a"), new Secret("b")), true, "", 0);
        List<Line> lines = new ArrayList<>();
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(ApacheHttpClient.create())
                .build()) {
            new StoreLook("source", store, client, new Findings("source", lines::add)).run("");
        } finally {
            silent.stop(0);
        }

        assertThat(lines)
                .extracting(Line::check, Line::verdict)
                .containsExactly(tuple("list", Verdict.FAILED), tuple("anonymous listing", Verdict.WARNING));
    }
}

package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.config.Concurrency;
import org.mediaferry.config.Credentials;
import org.mediaferry.config.Secret;
import org.mediaferry.config.Store;
import org.mediaferry.config.Transfer;
import org.mediaferry.config.TransferClient;
import org.mediaferry.lean.LeanClient;
import org.mediaferry.transfer.TinyProxy.Asked;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Which client a run has, and which way its requests go. */
class S3StoresTest {

    private static final String NAMELESS = "proxy.invalid:3128";

    private final TinyProxy proxy = TinyProxy.start();

    @AfterEach
    void close() {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9000", "https://store.example", ","})
    void the_lean_client_is_the_usual_one(@Nullable URI endpoint) {
        assertThat(isLean(TransferClient.LEAN, endpoint, Map.of())).isTrue();
    }

    @Test
    void the_sdks_client_can_be_chosen() {
        assertThat(isLean(TransferClient.SDK, URI.create("http://127.0.0.1:9000"), Map.of()))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} for {1}: lean {2}")
    @CsvSource({
        "http_proxy,  http://store.example,  false",
        "https_proxy, https://store.example, false",
        "HTTPS_PROXY, ,                      false",
        "https_proxy, http://store.example,  true",
        "http_proxy,  https://store.example, true"
    })
    void what_goes_through_a_proxy_is_left_to_the_sdk(String variable, @Nullable URI endpoint, boolean lean) {
        assertThat(isLean(TransferClient.LEAN, endpoint, Map.of(variable, NAMELESS)))
                .isEqualTo(lean);
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({"127.0.0.1, http://127.0.0.1:9000", "store.example, https://store.example", "amazonaws.com,"})
    void what_goes_past_a_proxy_is_not(String noProxy, @Nullable URI endpoint) {
        assertThat(isLean(
                        TransferClient.LEAN,
                        endpoint,
                        Map.of("http_proxy", NAMELESS, "https_proxy", NAMELESS, "no_proxy", noProxy)))
                .isTrue();
    }

    @Test
    void a_store_of_http_is_asked_through_its_proxy() {
        Map<String, String> machine = Map.of("http_proxy", proxy.address().toString());

        try (S3Client client = client(TransferClient.LEAN, URI.create("http://store.invalid"), machine)) {
            assertThat(put(client)).isEqualTo("\"e\"");
        }

        assertThat(proxy.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.line()).isEqualTo("PUT http://store.invalid/media/k HTTP/1.1");
            assertThat(asked.body()).asString().isEqualTo("hello");
            assertThat(asked.head()).doesNotContain("Proxy-Authorization");
        });
    }

    @Test
    void a_proxy_is_told_at_once_who_asks() {
        Map<String, String> machine = Map.of(
                "http_proxy", "http://me:hush@127.0.0.1:" + proxy.address().getPort());

        try (S3Client client = client(TransferClient.LEAN, URI.create("http://store.invalid"), machine)) {
            put(client);
        }

        assertThat(proxy.asked())
                .extracting(Asked::head)
                .singleElement()
                .asString()
                .contains("Proxy-Authorization: Basic bWU6aHVzaA==\r\n");
    }

    @ParameterizedTest
    @CsvSource({"https://store.invalid, store.invalid:443", ", s3.amazonaws.com:443"})
    void a_store_of_https_is_asked_through_a_tunnel(@Nullable URI endpoint, String target) {
        Map<String, String> machine = Map.of("https_proxy", proxy.address().toString(), "http_proxy", NAMELESS);

        try (S3Client client = client(TransferClient.LEAN, endpoint, machine)) {
            assertThatThrownBy(() -> put(client)).isInstanceOf(SdkClientException.class);
        }

        assertThat(proxy.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.line()).isEqualTo("CONNECT " + target + " HTTP/1.1");
            assertThat(asked.body()).as("the beginning of TLS").containsExactly(22);
        });
    }

    @Test
    void the_sdks_client_goes_past_a_proxy_too() {
        Map<String, String> machine = Map.of("http_proxy", NAMELESS, "no_proxy", "127.0.0.1");

        try (S3Client client = client(TransferClient.SDK, proxy.address(), machine)) {
            assertThat(put(client)).isEqualTo("\"e\"");
        }

        assertThat(proxy.asked()).extracting(Asked::line).containsExactly("PUT /media/k HTTP/1.1");
    }

    private static String put(S3Client client) {
        return client.putObject(
                        put -> put.bucket("media").key("k"),
                        RequestBody.fromInputStream(new ByteArrayInputStream("hello".getBytes()), 5))
                .eTag();
    }

    private static boolean isLean(TransferClient kind, @Nullable URI endpoint, Map<String, String> variables) {
        try (S3Client client = client(kind, endpoint, variables)) {
            return client instanceof LeanClient;
        }
    }

    private static S3Client client(TransferClient kind, @Nullable URI endpoint, Map<String, String> variables) {
        Store store = new Store(
                endpoint, "us-east-1", "media", new Credentials(new Secret("a"), new Secret("b")), true, "", 0);
        Transfer transfer = new Transfer(
                kind, new Concurrency(4, false), Duration.ofSeconds(5), Duration.ofSeconds(60), 1000, 5L << 20, 10_000);
        return S3Stores.client(store, transfer, new Proxies(name -> null, variables::get));
    }
}

package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.config.Concurrency;
import org.mediaferry.config.Credentials;
import org.mediaferry.config.Secret;
import org.mediaferry.config.Store;
import org.mediaferry.config.Transfer;
import org.mediaferry.config.TransferClient;
import org.mediaferry.lean.LeanClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Which client a run has. Alone, because a proxy is one for all of Java. */
@Isolated
class S3StoresTest {

    private static final List<String> PROXIES = List.of("http.proxyHost", "https.proxyHost");

    @BeforeEach
    void machineHasNoProxy() {
        assumeThat(System.getenv().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).matches("https?_proxy"));
    }

    @BeforeEach
    @AfterEach
    void forgetProxies() {
        PROXIES.forEach(System::clearProperty);
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9000", "https://store.example", ","})
    void the_lean_client_is_the_usual_one(@Nullable URI endpoint) {
        assertThat(isLean(TransferClient.LEAN, endpoint)).isTrue();
    }

    @Test
    void the_sdks_client_can_be_chosen() {
        assertThat(isLean(TransferClient.SDK, URI.create("http://127.0.0.1:9000")))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} for {1}: lean {2}")
    @CsvSource({
        "http.proxyHost,  http://store.example,  false",
        "https.proxyHost, https://store.example, false",
        "https.proxyHost, ,                      false",
        "https.proxyHost, http://store.example,  true",
        "http.proxyHost,  https://store.example, true"
    })
    void what_goes_through_a_proxy_is_left_to_the_sdk(String property, @Nullable URI endpoint, boolean lean) {
        System.setProperty(property, "proxy.example");

        assertThat(isLean(TransferClient.LEAN, endpoint)).isEqualTo(lean);
    }

    private static boolean isLean(TransferClient kind, @Nullable URI endpoint) {
        Store store = new Store(
                endpoint, "us-east-1", "media", new Credentials(new Secret("a"), new Secret("b")), true, "", 0);
        Transfer transfer = new Transfer(
                kind, new Concurrency(4, false), Duration.ofSeconds(5), Duration.ofSeconds(60), 1000, 5L << 20, 10_000);
        try (S3Client client = S3Stores.client(store, transfer)) {
            return client instanceof LeanClient;
        }
    }
}

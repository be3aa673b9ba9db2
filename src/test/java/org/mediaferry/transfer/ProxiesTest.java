package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.transfer.Proxies.Proxy;

class ProxiesTest {

    @Test
    void a_machine_that_names_none_has_none() {
        assertThat(proxies(Map.of(), Map.of()).before("https", "store.example")).isEmpty();
        assertThat(proxies(Map.of("https.proxyHost", " "), Map.of("https_proxy", ""))
                        .before("https", "store.example"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}={1} is meant for {2}")
    @CsvSource({
        "http_proxy,  http://p:3128, http,  http://p:3128",
        "HTTP_PROXY,  http://p:3128, http,  http://p:3128",
        "https_proxy, http://p:3128, https, http://p:3128",
        "HTTPS_PROXY, http://p:3128, https, http://p:3128",
        "https_proxy, p:3128,        https, http://p:3128",
        "https_proxy, p,             https, http://p:80",
        "https_proxy, https://p,     https, https://p:443",
        "https_proxy, http://[::1]:1/, https, http://[::1]:1"
    })
    void a_variable_names_the_proxy(String variable, String value, String scheme, URI endpoint) {
        Proxies proxies = proxies(Map.of(), Map.of(variable, value));

        assertThat(proxies.before(scheme, "store.example")).contains(new Proxy(endpoint, null, null));
    }

    @ParameterizedTest
    @CsvSource({"http_proxy, https", "https_proxy, http"})
    void a_variable_of_the_other_scheme_is_not_meant(String variable, String scheme) {
        assertThat(proxies(Map.of(), Map.of(variable, "http://p:3128")).before(scheme, "store.example"))
                .isEmpty();
    }

    @Test
    void lower_case_comes_first() {
        Proxies proxies = proxies(Map.of(), Map.of("https_proxy", "http://a:1", "HTTPS_PROXY", "http://b:1"));

        assertThat(proxies.before("https", "store.example")).contains(new Proxy(URI.create("http://a:1"), null, null));
    }

    @Test
    void a_variable_may_have_a_user_and_a_password() {
        Proxies proxies = proxies(Map.of(), Map.of("https_proxy", "http://me:a%40b:c@p:3128"));

        Proxy proxy = proxies.before("https", "store.example").orElseThrow();

        assertThat(proxy).isEqualTo(new Proxy(URI.create("http://p:3128"), "me", "a@b:c"));
        assertThat(proxy.toString()).doesNotContain("a@b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:hush@", "http://me:hush@a b:1", "socks5://me:hush@p:1", "://hush"})
    void a_variable_that_names_no_proxy_is_refused_and_not_shown(String value) {
        assertThatThrownBy(() -> proxies(Map.of(), Map.of("HTTPS_PROXY", value)).before("https", "store.example"))
                .isInstanceOf(ConfigurationException.class)
                .hasNoCause()
                .hasMessageContaining("https_proxy")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource({"p, 3128x", "a b, 3128", "me:hush@p:1, 3128"})
    void properties_that_name_no_proxy_are_refused_and_not_shown(String host, String port) {
        Proxies proxies = proxies(Map.of("https.proxyHost", host, "https.proxyPort", port), Map.of());

        assertThatThrownBy(() -> proxies.before("https", "store.example"))
                .isInstanceOf(ConfigurationException.class)
                .hasNoCause()
                .hasMessageContaining("https.proxyHost")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "store.example,      store.example,              true",
        "STORE.example,      Store.Example,              true",
        "store.example,      'a.example, store.example', true",
        "s3.store.example,   store.example,              true",
        "s3.store.example,   .store.example,             true",
        "store.example,      .store.example,             true",
        "s3.store.example,   *.store.example,            true",
        "store.example,      *,                          true",
        "mystore.example,    store.example,              false",
        "mystore.example,    .store.example,             false",
        "storexexample,      store.example,              false",
        "store.example,      ',,',                       false",
        "127.0.0.1,          127.0.0.1,                  true",
        "127.0.0.1,          127.*,                      true",
        "127.0.0.1,          'localhost,127.0.0.1,::1',  true",
        "127.0.0.12,         127.0.0.1,                  false",
        "[::1],              ::1,                        true",
        "[::1],              [::1],                      true"
    })
    void no_proxy_names_hosts_and_domains(String host, String noProxy, boolean straight) {
        for (String name : new String[] {"no_proxy", "NO_PROXY"}) {
            Proxies proxies = proxies(Map.of(), Map.of("https_proxy", "http://p:3128", name, noProxy));

            assertThat(proxies.before("https", host).isEmpty()).isEqualTo(straight);
        }
    }

    @ParameterizedTest
    @CsvSource({"http, 80", "https, 443"})
    void properties_name_the_proxy(String scheme, int port) {
        assertThat(proxies(Map.of(scheme + ".proxyHost", "p"), Map.of()).before(scheme, "store.example"))
                .contains(new Proxy(URI.create("http://p:" + port), null, null));
        assertThat(proxies(
                                Map.of(
                                        scheme + ".proxyHost", "p",
                                        scheme + ".proxyPort", "3128",
                                        scheme + ".proxyUser", "me",
                                        scheme + ".proxyPassword", "hush"),
                                Map.of())
                        .before(scheme, "store.example"))
                .contains(new Proxy(URI.create("http://p:3128"), "me", "hush"));
    }

    @Test
    void properties_come_before_variables() {
        Proxies proxies = proxies(
                Map.of("https.proxyHost", "a"), Map.of("https_proxy", "http://b:1", "no_proxy", "store.example"));

        assertThat(proxies.before("https", "store.example"))
                .contains(new Proxy(URI.create("http://a:443"), null, null));
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "store.example,    store.example,             true",
        "s3.store.example, store.example,             false",
        "s3.store.example, *.store.example,           true",
        "127.0.0.1,        localhost|127.*|[::1],     true",
        "[::1],            localhost|127.*|[::1],     true",
        "storexexample,    store.example,             false"
    })
    void nonProxyHosts_names_hosts(String host, String nonProxyHosts, boolean straight) {
        Proxies proxies = proxies(Map.of("https.proxyHost", "p", "http.nonProxyHosts", nonProxyHosts), Map.of());

        assertThat(proxies.before("https", host).isEmpty()).isEqualTo(straight);
    }

    private static Proxies proxies(Map<String, String> properties, Map<String, String> variables) {
        return new Proxies(properties::get, variables::get);
    }
}

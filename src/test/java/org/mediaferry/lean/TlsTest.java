package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.lean.ScriptedServer.answer;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** What {@link Tls} refuses gets no request, and its connection is closed. */
class TlsTest {

    /** A record of a handshake that is said to be 16 KB long. */
    private static final String BEGINNING_OF_A_HANDSHAKE = "\u0016\u0003\u0003\u0040\u0000" + "\u0002".repeat(1000);

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;

    private static KeyStore itself;
    private static KeyStore another;

    @BeforeAll
    static void makeCertificates() throws Exception {
        itself = certified("itself", "ip:127.0.0.1");
        another = certified("another", "dns:other.example");
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void a_trusted_certificate_of_the_host_is_accepted(boolean conscrypt) throws Exception {
        try (ScriptedServer store = serving(itself);
                S3Client client = trusting(store, conscrypt, itself)) {
            assertThat(get(client)).isEqualTo("hello");
            assertThat(get(client)).isEqualTo("hello");
            client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), Clients.streamed(new byte[200_000]));

            assertThat(store.requests().get(2).body()).hasSize(200_000);
            assertThat(store.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void a_trusted_certificate_of_another_host_is_refused(boolean conscrypt) throws Exception {
        try (ScriptedServer store = serving(another);
                S3Client client = trusting(store, conscrypt, another)) {
            assertRefused(client, store);
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void a_certificate_that_nobody_vouches_for_is_refused(boolean conscrypt) throws Exception {
        try (ScriptedServer store = serving(itself);
                S3Client client = trusting(store, conscrypt, another)) {
            assertRefused(client, store);
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void java_trusts_no_certificate_of_a_test(boolean conscrypt) throws Exception {
        try (ScriptedServer store = serving(itself);
                S3Client client = trusting(store, conscrypt, null)) {
            assertRefused(client, store);
        }
    }

    @Test
    void a_client_as_a_run_makes_it_checks_certificates() throws Exception {
        try (ScriptedServer store = serving(itself);
                S3Client client = Clients.lean(store.endpoint())) {
            assertRefused(client, store);
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void a_store_that_speaks_no_tls_is_refused(boolean conscrypt) throws Exception {
        try (ScriptedServer store = ScriptedServer.start()) {
            store.plays(talk -> talk.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
            try (S3Client client =
                    Clients.lean(java.net.URI.create("https://127.0.0.1:" + store.port()), tls(conscrypt, itself))) {
                assertRefused(client, store);
            }
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void a_handshake_that_drips_ends_with_the_time_for_an_attempt(boolean conscrypt) throws Exception {
        try (ScriptedServer store = ScriptedServer.start()) {
            store.plays(talk -> talk.drip(BEGINNING_OF_A_HANDSHAKE, 50));
            try (S3Client client =
                    Clients.lean(java.net.URI.create("https://127.0.0.1:" + store.port()), tls(conscrypt, itself))) {
                assertThatThrownBy(() -> client.headObject(head -> head.bucket(Clients.BUCKET)
                                .key("k")
                                .overrideConfiguration(o -> o.apiCallAttemptTimeout(Duration.ofMillis(300)))))
                        .isInstanceOf(ApiCallAttemptTimeoutException.class);
            }
            assertAllClosed(store);
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void a_handshake_that_falls_silent_ends_with_the_time_for_connecting(boolean conscrypt) throws Exception {
        try (ScriptedServer store = ScriptedServer.start()) {
            store.plays(ScriptedServer.Talk::fallSilent);
            try (S3Client client = Clients.connectingWithin(
                    Duration.ofMillis(300),
                    java.net.URI.create("https://127.0.0.1:" + store.port()),
                    tls(conscrypt, itself))) {
                assertThatThrownBy(() -> get(client))
                        .isInstanceOf(SdkClientException.class)
                        .isNotInstanceOf(ApiCallAttemptTimeoutException.class);
            }
            assertAllClosed(store);
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void an_answer_may_take_longer_than_connecting(boolean conscrypt) throws Exception {
        try (ScriptedServer store = serving(itself).anew().plays(talk -> {
                    talk.readRequest();
                    talk.drip(answer("200 OK", "hello"), 10);
                });
                S3Client client =
                        Clients.connectingWithin(Duration.ofMillis(300), store.endpoint(), tls(conscrypt, itself))) {
            assertThat(get(client)).isEqualTo("hello");
        }
    }

    @ParameterizedTest(name = "by Conscrypt: {0}")
    @ValueSource(booleans = {true, false})
    void what_comes_after_a_body_is_no_answer(boolean conscrypt) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        try (ScriptedServer store = serving(itself).anew();
                S3Client client = trusting(store, conscrypt, itself)) {
            store.plays(talk -> {
                        talk.readRequest();
                        talk.say(answer("200 OK", "hello"));
                        talk.waitFor(read);
                        talk.say(answer("200 OK", "another's"));
                        said.countDown();
                    })
                    .says(answer("200 OK", ""));

            assertThat(get(client)).isEqualTo("hello");
            read.countDown();
            said.await();
            client.putObject(put -> put.bucket(Clients.BUCKET).key("k"), Clients.streamed(new byte[5]));

            assertThat(store.connections()).isEqualTo(2);
        }
    }

    private static void assertAllClosed(ScriptedServer store) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(store.open()).isZero());
    }

    private static void assertRefused(S3Client client, ScriptedServer store) {
        assertThatThrownBy(() -> get(client))
                .isInstanceOf(SdkClientException.class)
                .hasCauseInstanceOf(SSLException.class);
        assertThat(store.requests()).isEmpty();
        assertAllClosed(store);
    }

    private static String get(S3Client client) {
        return client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"))
                .asUtf8String();
    }

    private static S3Client trusting(ScriptedServer store, boolean conscrypt, @Nullable KeyStore trusted) {
        return Clients.lean(store.endpoint(), tls(conscrypt, trusted));
    }

    private static Tls tls(boolean conscrypt, @Nullable KeyStore trusted) {
        Assumptions.assumeTrue(
                !conscrypt || NativeCrypto.provider().isPresent(), "Conscrypt has no library for this machine");
        return new Tls(conscrypt ? NativeCrypto.provider().orElseThrow() : null, trusted);
    }

    private static ScriptedServer serving(KeyStore certificate) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return ScriptedServer.over(
                        context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")))
                .says(answer("200 OK", "hello"));
    }

    /** A key and a certificate that it signed itself, for a day. */
    private static KeyStore certified(String name, String host) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + host,
                        "-validity",
                        "1",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }
}

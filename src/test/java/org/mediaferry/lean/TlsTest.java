package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates are checked, and the host's name with them, whoever speaks TLS. */
class TlsTest {

    private static final char[] PASSWORD = "for-the-test".toCharArray();

    @TempDir
    static Path directory;

    private static KeyStore ours;
    private static KeyStore ofAnotherHost;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = make("ours", "IP:127.0.0.1");
        ofAnotherHost = make("other", "DNS:other.example");
    }

    private static KeyStore make(String name, String subject) throws Exception {
        Path file = directory.resolve(name);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + subject,
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-storetype",
                "PKCS12");
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes()))
                .isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    static Stream<Arguments> providers() {
        return Stream.of(Arguments.of("Conscrypt", NativeCrypto.provider().orElse(null)), Arguments.of("JDK", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void the_right_certificate_is_accepted(String name, @Nullable Provider provider) throws Exception {
        assertThat(speak(new Tls(provider, trusting(ours)), ours)).isEqualTo('!');
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void a_trusted_certificate_of_another_host_is_refused(String name, @Nullable Provider provider) {
        assertThatThrownBy(() -> speak(new Tls(provider, trusting(ofAnotherHost)), ofAnotherHost))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("127.0.0.1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void a_certificate_that_nobody_trusts_is_refused(String name, @Nullable Provider provider) {
        assertThatThrownBy(() -> speak(new Tls(provider, null), ours)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> speak(new Tls(provider, trusting(ofAnotherHost)), ours))
                .isInstanceOf(IOException.class);
    }

    private static KeyStore trusting(KeyStore of) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("it", of.getCertificate("it"));
        return trust;
    }

    /** @return what the server says, once both have shaken hands */
    private static int speak(Tls tls, KeyStore key) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, here)) {
            Thread answering = new Thread(() -> answer(server));
            answering.setDaemon(true);
            answering.start();
            try (Socket plain = new Socket(here, server.getLocalPort());
                    SSLSocket secure = tls.over(plain, "127.0.0.1", server.getLocalPort())) {
                return secure.getInputStream().read();
            }
        }
    }

    private static void answer(SSLServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write('!');
        } catch (IOException refusedByTheClient) {
            // as the test wants it
        }
    }
}

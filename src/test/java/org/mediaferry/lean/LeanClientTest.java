package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** How long it waits, when it does not begin, and where it asks. */
class LeanClientTest {

    private static final Duration IDLE = Duration.ofMillis(400);

    private final ScriptedServer server = ScriptedServer.start();
    private final S3Client client = Clients.lean(server.endpoint(), IDLE);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void get() {
        client.getObjectAsBytes(get -> get.bucket(Clients.BUCKET).key("k"));
    }

    @Test
    void silence_ends_by_the_idle_time() {
        server.plays(talk -> {
            talk.readRequest();
            talk.read(Integer.MAX_VALUE); // until the client has enough
        });

        assertThatThrownBy(this::get)
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void a_head_that_drips_ends_by_the_time_for_an_attempt() {
        server.plays(talk -> {
            talk.readRequest();
            talk.drip("HTTP/1.1 200 OK\r\nx-drip: " + "x".repeat(2_000), 50);
        });

        assertThatThrownBy(this::get).isInstanceOf(ApiCallAttemptTimeoutException.class);
    }

    @Test
    void a_put_that_is_not_read_ends_by_its_own_time() {
        server.plays(talk -> {
            talk.readHead();
            talk.read(Integer.MAX_VALUE); // until the client has enough
        });

        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket(Clients.BUCKET)
                                .key("k")
                                .overrideConfiguration(o -> o.apiCallAttemptTimeout(Duration.ofMillis(300))),
                        Clients.streamed(new byte[20_000_000])))
                .isInstanceOf(ApiCallAttemptTimeoutException.class);
    }

    @Test
    void an_interrupted_thread_sends_nothing() {
        server.says(ScriptedServer.answer("200 OK", "hello"));

        Thread.currentThread().interrupt();
        assertThatThrownBy(this::get).isInstanceOf(AbortedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "http://[::1]:9000/media/k, ::1, 9000, [::1]:9000, /media/",
        "https://media.s3.eu-west-1.amazonaws.com/k, media.s3.eu-west-1.amazonaws.com, 443,"
                + " media.s3.eu-west-1.amazonaws.com, /",
        "http://127.0.0.1:80/media/k, 127.0.0.1, 80, 127.0.0.1, /media/"
    })
    void finds_the_place_in_an_address(String address, String host, String port, String authority, String path)
            throws IOException {
        Place place = Place.of(new URL(address));

        assertThat(List.of(place.host(), Integer.toString(place.port()), place.authority(), place.path()))
                .containsExactly(host, port, authority, path);
    }
}

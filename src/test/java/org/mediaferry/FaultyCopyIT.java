package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.TwoStores.named;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.DeadLetter;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What becomes of an object that cannot be copied, through the shipped routes. */
class FaultyCopyIT {

    private static final int RETRIES = 2;
    private static final String KEY = "accounts/a.png";

    private static TwoStores stores;

    @TempDir
    Path work;

    private CopyBench bench;

    @BeforeAll
    static void startStores() {
        stores = TwoStores.inMemory();
    }

    @AfterAll
    static void stopStores() {
        stores.close();
    }

    @BeforeEach
    void start() {
        bench = CopyBench.start(
                work,
                stores.source(),
                stores.destination(),
                "retry.attempts=" + RETRIES,
                "transfer.concurrency=1",
                "pause.probe-interval=300ms");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_object_that_the_source_has_not_is_missing_after_one_get() throws InterruptedException, SQLException {
        String key = "accounts/avatars/000/000/007/original/gone.png";
        EmptyMastodon.execute("INSERT INTO accounts (id, avatar_file_name) VALUES (7, 'gone.png')");
        MediaObject object = named(7, key, "public-read");

        bench.copy(object);

        assertThat(bench.missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.object()).isEqualTo(object));
        assertThat(bench.source().gets()).hasSize(1);
        assertThat(bench.destination().puts()).isEmpty();
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.run().isStopping()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the row is gone, DELETE FROM accounts WHERE id = 8",
        "the row has another file, UPDATE accounts SET avatar_file_name = 'new.png' WHERE id = 8",
        "the row has no file, UPDATE accounts SET avatar_file_name = NULL WHERE id = 8"
    })
    void an_object_that_the_source_has_not_and_the_row_no_longer_names_is_obsolete(String change, String sql)
            throws InterruptedException, SQLException {
        EmptyMastodon.execute("INSERT INTO accounts (id, avatar_file_name) VALUES (8, 'old.png') ON CONFLICT (id)"
                + " DO UPDATE SET avatar_file_name = 'old.png'");
        EmptyMastodon.execute(sql);

        bench.copy(named(8, "accounts/avatars/000/000/008/original/old.png", "public-read"));

        assertThat(bench.total().of(Kind.OBSOLETE)).as(change).isEqualTo(1);
        assertThat(bench.missing()).isEmpty();
        assertThat(bench.source().gets()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failuresThatMayPass")
    void what_may_pass_is_tried_again_with_a_get_each_and_then_is_one_dead_letter(RuntimeException failure)
            throws InterruptedException {
        MediaObject object = stores.holding(KEY, "bytes");
        bench.destination().beforePut(put -> {
            throw failure;
        });

        bench.copy(object);

        assertThat(bench.source().gets()).hasSize(1 + RETRIES);
        assertThat(bench.destination().puts()).hasSize(1 + RETRIES);
        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.object()).isEqualTo(object);
        assertThat(letter.reason()).isEqualTo(Reason.TRANSIENT);
        assertThat(letter.tries()).isEqualTo(1 + RETRIES);
        assertThat(letter.cause()).contains(failure.getMessage());
        assertThat(bench.total().of(Kind.DEAD_LETTER)).isEqualTo(1);
    }

    static Stream<RuntimeException> failuresThatMayPass() {
        return Stream.of(
                answer("InternalError", 500),
                answer("BadGateway", 502),
                answer("GatewayTimeout", 504),
                SdkClientException.create("connection reset", new IOException("reset by peer")),
                SdkClientException.create("no TLS", new SSLHandshakeException("bad certificate")),
                SdkClientException.create("no address", new UnknownHostException("s3.example")));
    }

    @Test
    void what_passes_is_copied_and_leaves_no_dead_letter() throws InterruptedException {
        MediaObject object = stores.holding(KEY, "bytes");
        bench.destination().beforePut(put -> {
            if (bench.destination().puts().size() <= RETRIES) {
                throw answer("InternalError", 500);
            }
        });

        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.source().gets()).hasSize(1 + RETRIES);
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(stores.copyOf(KEY).asUtf8String()).isEqualTo("bytes");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"SlowDown, 503", "TooManyRequests, 429", "NoSuchBucket, 404", "QuotaExceeded, 403", "StorageFull, 507"})
    void a_store_in_trouble_costs_an_object_none_of_its_tries(String code, int status) throws InterruptedException {
        MediaObject object = stores.holding(KEY, "bytes");
        bench.destination().beforePut(put -> {
            if (bench.destination().puts().size() <= RETRIES + 3) {
                throw answer(code, status);
            }
        });

        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.destination().puts()).hasSize(RETRIES + 4);
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.pauses()).isEmpty();
    }

    @Test
    void a_failing_get_is_tried_again_without_a_put() throws InterruptedException {
        MediaObject object = stores.holding(KEY, "bytes");
        bench.source().beforeGet(get -> {
            throw answer("InternalError", 500);
        });

        bench.copy(object);

        assertThat(bench.source().gets()).hasSize(1 + RETRIES);
        assertThat(bench.destination().puts()).isEmpty();
        assertThat(onlyDeadLetter().tries()).isEqualTo(1 + RETRIES);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("failuresThatStay")
    void what_stays_is_tried_once(String code, int status, Reason reason) throws InterruptedException {
        MediaObject object = stores.holding(KEY, "bytes");
        bench.destination().beforePut(put -> {
            throw answer(code, status);
        });

        bench.copy(object);

        assertThat(bench.source().gets()).hasSize(1);
        assertThat(bench.destination().puts()).hasSize(1);
        assertThat(onlyDeadLetter().reason()).isEqualTo(reason);
        assertThat(onlyDeadLetter().tries()).isEqualTo(1);
        assertThat(onlyDeadLetter().cause()).contains("S3Exception").contains(code);
        assertThat(bench.run().isStopping()).isFalse();
    }

    static Stream<Arguments> failuresThatStay() {
        return Stream.of(
                Arguments.of("AccessDenied", 403, Reason.DENIED),
                Arguments.of("EntityTooLarge", 400, Reason.TOO_LARGE),
                Arguments.of("KeyTooLongError", 400, Reason.INVALID_KEY),
                Arguments.of("NotImplemented", 400, Reason.OTHER),
                // The destination has no such upload, or object: the source's is not missing
                Arguments.of("NoSuchKey", 404, Reason.OTHER));
    }

    @Test
    void bytes_other_than_the_etag_promises_are_asked_for_again_and_then_corrupt() throws InterruptedException {
        MediaObject object = stores.holding("accounts/rotten.png", "bytes");
        bench.source()
                .answering(answer -> answer.toBuilder()
                        .eTag("\"d41d8cd98f00b204e9800998ecf8427e\"")
                        .build());

        bench.copy(object);

        assertThat(onlyDeadLetter().reason()).isEqualTo(Reason.CORRUPT);
        assertThat(onlyDeadLetter().tries()).isEqualTo(1 + RETRIES);
        assertThat(onlyDeadLetter().cause()).contains("ETag promised bytes of MD5");
        assertThat(stores.hasCopyOf("accounts/rotten.png")).isFalse();
    }

    @Test
    void a_body_that_is_shorter_than_promised_is_never_a_copy() throws InterruptedException {
        MediaObject object = stores.holding("accounts/short.png", "bytes");
        bench.source().answering(answer -> answer.toBuilder().contentLength(9L).build());

        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isZero();
        assertThat(onlyDeadLetter().reason()).isEqualTo(Reason.CORRUPT);
        assertThat(onlyDeadLetter().tries()).isEqualTo(1 + RETRIES);
        assertThat(onlyDeadLetter().cause()).contains("promised 9 bytes, and only 5 came");
        assertThat(stores.hasCopyOf("accounts/short.png")).isFalse();
    }

    @Test
    void an_object_beyond_any_upload_is_too_large() throws InterruptedException {
        MediaObject object = stores.holding(KEY, "bytes");
        bench.source()
                .answering(answer -> answer.toBuilder().contentLength(50L << 40).build());

        bench.copy(object);

        assertThat(onlyDeadLetter().reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(bench.destination().puts()).isEmpty();
    }

    @Test
    void a_key_that_no_store_takes_asks_none() throws InterruptedException {
        bench.copy(named(1, "accounts/" + "a".repeat(1024), "public-read"));

        assertThat(onlyDeadLetter().reason()).isEqualTo(Reason.INVALID_KEY);
        assertThat(bench.source().gets()).isEmpty();
    }

    @Test
    void a_fault_that_concerns_everything_pauses_the_run_until_it_is_mended() throws Exception {
        MediaObject object = stores.holding(KEY, "bytes");
        AtomicBoolean gone = new AtomicBoolean(true);
        bench.destination().beforePut(put -> {
            if (gone.get()) {
                throw answer("NoSuchBucket", 404);
            }
        });

        bench.queue(List.of(object));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> bench.destination().puts().size() > RETRIES + 2);

        assertThat(bench.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.store()).isEqualTo("destination"))
                .satisfies(pause -> assertThat(pause.why()).contains("NoSuchBucket"));
        assertThat(bench.total().objects()).isZero();
        assertThat(bench.run().isStopping()).isFalse();
        gone.set(false);
        assertThat(bench.progress().awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.pauses()).isEmpty();
    }

    @Test
    void a_stop_lets_go_what_waits_for_a_store_in_trouble_and_leaves_it_open() throws Exception {
        MediaObject object = stores.holding(KEY, "bytes");
        bench.destination().beforePut(put -> {
            throw answer("NoSuchBucket", 404);
        });
        bench.queue(List.of(object));
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> !bench.pauses().isEmpty());

        bench.run().interrupt();

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> bench.context().getInflightRepository().size() == 0);
        assertThat(bench.progress().open()).containsExactly(object);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToFailAfterTheGet")
    @Timeout(120)
    void two_hundred_failures_after_the_get_hold_no_connection(String name, Consumer<CopyBench> fault, Reason reason)
            throws InterruptedException {
        stores.holding("accounts/large.bin", new byte[2_000_000], headers -> {});
        fault.accept(bench);
        List<MediaObject> objects = LongStream.rangeClosed(1, 200)
                .mapToObj(id -> named(id, "accounts/large.bin", "public-read"))
                .toList();

        bench.copy(objects);

        assertThat(bench.deadLetters())
                .hasSize(200)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(reason));
    }

    static Stream<Arguments> waysToFailAfterTheGet() {
        Consumer<CopyBench> putFails = bench -> bench.destination().beforePut(put -> {
            throw answer("EntityTooLarge", 400);
        });
        Consumer<CopyBench> nothingToPut = bench -> bench.source()
                .answering(answer -> answer.toBuilder().contentLength(50L << 40).build());
        return Stream.of(
                Arguments.of("the put fails", putFails, Reason.TOO_LARGE),
                Arguments.of("the put is never begun", nothingToPut, Reason.TOO_LARGE));
    }

    @Test
    void a_message_that_is_no_object_stops_nothing_else() throws InterruptedException {
        MediaObject object = stores.holding(KEY, "bytes");

        bench.send("{\"table\":\"accounts\"");
        bench.send("no JSON at all");
        bench.send("null");
        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.run().isStopping()).isFalse();
    }

    private DeadLetter onlyDeadLetter() {
        assertThat(bench.deadLetters()).hasSize(1);
        return bench.deadLetters().get(0);
    }

    private static S3Exception answer(String code, int status) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message("the store says " + code)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("the store says " + code)
                        .build())
                .build();
    }
}

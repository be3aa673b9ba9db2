package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts whose answer says nothing, or something false, through the shipped routes. */
class LostAnswerIT {

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
                work, stores.source(), stores.destination(), "retry.attempts=2", "transfer.concurrency=1");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failuresAfterTheObjectWasStored")
    void a_put_that_had_succeeded_is_settled_by_a_head_and_not_put_again(RuntimeException failure)
            throws InterruptedException {
        MediaObject object = stores.holding("accounts/stored.png", "bytes");
        bench.destination().puttingSo((request, body, store) -> {
            store.apply(request, body);
            throw failure;
        });

        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.total().bytes()).isEqualTo(5);
        assertThat(bench.source().gets()).hasSize(1);
        assertThat(bench.destination().puts()).hasSize(1);
        assertThat(bench.destination().heads())
                .singleElement()
                .satisfies(head -> assertThat(head.key()).isEqualTo(object.key()));
        assertThat(stores.copyOf(object.key()).asUtf8String()).isEqualTo("bytes");
    }

    static Stream<RuntimeException> failuresAfterTheObjectWasStored() {
        return Stream.of(
                SdkClientException.create("Read timed out", new IOException("Read timed out")),
                S3Exception.builder().statusCode(500).message("told so").build(),
                S3Exception.builder().statusCode(504).message("told so").build());
    }

    @Test
    void a_put_that_had_not_succeeded_is_put_again_after_a_head() throws InterruptedException {
        MediaObject object = stores.holding("accounts/lost.png", "bytes");
        bench.destination().puttingSo((request, body, store) -> {
            if (bench.destination().puts().size() > 1) {
                return store.apply(request, body);
            }
            swallow(body);
            throw SdkClientException.create("connection reset", new IOException("reset by peer"));
        });

        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.destination().heads()).hasSize(1);
        assertThat(bench.source().gets()).hasSize(2);
        assertThat(bench.destination().puts()).hasSize(2);
        assertThat(stores.copyOf(object.key()).asUtf8String()).isEqualTo("bytes");
    }

    @Test
    void a_put_that_was_throttled_is_put_again_without_a_head() throws InterruptedException {
        MediaObject object = stores.holding("accounts/throttled.png", "bytes");
        bench.destination().puttingSo((request, body, store) -> {
            if (bench.destination().puts().size() > 1) {
                return store.apply(request, body);
            }
            swallow(body);
            throw S3Exception.builder().statusCode(503).message("SlowDown").build();
        });

        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.destination().heads()).isEmpty();
    }

    @Test
    void a_200_that_stored_nothing_is_a_failure_and_tried_again() throws InterruptedException {
        MediaObject object = stores.holding("accounts/error-document.png", "bytes");
        bench.destination().puttingSo((request, body, store) -> {
            swallow(body);
            return PutObjectResponse.builder().build();
        });

        bench.copy(object);

        assertThat(bench.total().of(Kind.COPIED)).isZero();
        assertThat(bench.source().gets()).hasSize(3);
        assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.TRANSIENT);
            assertThat(letter.cause()).contains("200 without an ETag");
        });
        assertThat(stores.hasCopyOf(object.key())).isFalse();
    }

    @Test
    void a_put_that_was_answered_is_not_asked_for() throws InterruptedException {
        bench.copy(stores.holding("accounts/usual.png", "bytes"));

        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.destination().heads()).isEmpty();
    }

    private static void swallow(RequestBody body) {
        try (InputStream in = body.contentStreamProvider().newStream()) {
            in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

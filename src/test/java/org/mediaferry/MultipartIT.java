package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.changingHead;
import static org.mediaferry.harness.Faults.corrupt;
import static org.mediaferry.harness.Faults.cutInRequest;
import static org.mediaferry.harness.Faults.loseAnswer;
import static org.mediaferry.harness.Faults.none;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.harness.Fault;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Rule;
import org.mediaferry.ledger.Tally;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Objects above one put's limit, here 5 MiB: cut into parts, and whole at the destination or not there at all. */
class MultipartIT {

    private static final String KEY = "backups/archive $1.tar.gz";
    private static final byte[] BYTES = bytes(12_000_000);

    private static TwoStores stores;

    @TempDir
    Path work;

    private final FaultProxy source = FaultProxy.before(stores.source().endpoint());
    private final FaultProxy destination =
            FaultProxy.before(stores.destination().endpoint());
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
        stores.destination()
                .client()
                .deleteObject(b -> b.bucket(stores.destination().bucket()).key(KEY));
        bench = CopyBench.start(
                work,
                stores.source(),
                stores.destination(),
                "source.endpoint=" + source.endpoint(),
                "destination.endpoint=" + destination.endpoint(),
                "transfer.multipart-above=5MiB",
                "destination.storage-class=STANDARD_IA",
                "retry.attempts=1");
    }

    @AfterEach
    void stop() {
        bench.close();
        source.close();
        destination.close();
    }

    @Test
    void is_put_in_parts_with_its_metadata_headers_acl_and_storage_class() throws InterruptedException {
        stores.holding(
                KEY,
                BYTES,
                h -> h.contentType("application/gzip")
                        .contentEncoding("gzip")
                        .contentDisposition("attachment")
                        .contentLanguage("pt-BR")
                        .cacheControl("no-store")
                        .metadata(Map.of("origin", "phone")));

        // The server here forgets the storage class of an upload in parts
        Rule ofStorageClass = destination
                .on(request -> request.kind() == Kind.BEGIN_PARTS
                        && request.head().get("x-amz-storage-class").equals(Optional.of("STANDARD_IA")))
                .then(none());

        bench.copy(TwoStores.named(1, KEY, "private"));

        assertThat(ofStorageClass.hits()).isEqualTo(1);
        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(1);
        assertThat(bench.total().bytes()).isEqualTo(BYTES.length);
        var copy = stores.copyOf(KEY);
        assertThat(copy.asByteArray()).isEqualTo(BYTES);
        assertThat(copy.response().contentType()).isEqualTo("application/gzip");
        assertThat(copy.response().contentEncoding()).isEqualTo("gzip");
        assertThat(copy.response().contentDisposition()).isEqualTo("attachment");
        assertThat(copy.response().contentLanguage()).isEqualTo("pt-BR");
        assertThat(copy.response().cacheControl()).isEqualTo("no-store");
        assertThat(copy.response().metadata()).isEqualTo(Map.of("origin", "phone"));
        assertThat(stores.everyoneMayReadCopyOf(KEY)).isFalse();
        assertThat(destination.traffic().count(Kind.PUT_PART, 200)).isEqualTo(3);
        assertThat(destination.traffic().count(Kind.PUT)).isZero();
        assertThat(uploads()).isEmpty();
    }

    @Test
    void is_readable_by_everyone_where_the_row_says_so() throws InterruptedException {
        bench.copy(held());

        assertThat(stores.everyoneMayReadCopyOf(KEY)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfOneTry")
    void is_aborted_when_a_request_fails_and_put_again(String name, Kind kind, Fault fault)
            throws InterruptedException {
        destination.on(kind).after(kind == Kind.PUT_PART ? 1 : 0).first(1).then(fault);

        bench.copy(held());

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(stores.copyOf(KEY).asByteArray()).isEqualTo(BYTES);
        assertThat(source.traffic().count(Kind.GET)).isEqualTo(2);
        assertThat(uploads()).isEmpty();
    }

    static Stream<Arguments> faultsOfOneTry() {
        return Stream.of(
                Arguments.of("a part is refused", Kind.PUT_PART, answer(503, "SlowDown")),
                Arguments.of("a part is cut", Kind.PUT_PART, cutInRequest()),
                Arguments.of("a part is answered with 200 and an error", Kind.PUT_PART, answer(200, "InternalError")),
                Arguments.of("the begin fails", Kind.BEGIN_PARTS, answer(500, "InternalError")),
                Arguments.of("the end fails", Kind.END_PARTS, answer(500, "InternalError")),
                Arguments.of(
                        "the end is answered with 200 and an error", Kind.END_PARTS, answer(200, "InternalError")));
    }

    @Test
    void is_there_although_the_answer_to_its_end_was_lost() throws InterruptedException {
        destination.on(Kind.END_PARTS).first(1).then(loseAnswer());

        bench.copy(held());

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(1);
        assertThat(source.traffic().count(Kind.GET)).isEqualTo(1);
        assertThat(destination.traffic().count(Kind.END_PARTS)).isEqualTo(1);
        assertThat(stores.copyOf(KEY).asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void is_found_by_the_next_try_when_the_destination_could_not_be_asked_either() throws InterruptedException {
        destination.on(Kind.END_PARTS).first(1).then(loseAnswer());
        destination.on(Kind.HEAD).first(1).then(answer(500, "InternalError"));

        bench.copy(held());

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(1);
        assertThat(source.traffic().count(Kind.GET)).isEqualTo(1);
        assertThat(destination.traffic().count(Kind.END_PARTS)).isEqualTo(1);
    }

    @Test
    void is_corrupt_and_not_there_when_the_destination_stores_other_bytes_of_a_part() throws InterruptedException {
        destination
                .on(Kind.PUT_PART)
                .then(changingHead(head -> head.with("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"")));

        bench.copy(held());

        assertGivenUpAsCorrupt();
    }

    @Test
    void is_corrupt_and_not_there_when_the_source_gives_other_bytes_than_its_etag_says() throws InterruptedException {
        source.on(Kind.GET).then(corrupt());

        bench.copy(held());

        assertGivenUpAsCorrupt();
        assertThat(destination.traffic().count(Kind.END_PARTS)).isZero();
    }

    @Test
    void ends_what_a_killed_run_has_begun_under_the_very_same_key() throws InterruptedException {
        S3Client client = stores.destination().client();
        String bucket = stores.destination().bucket();
        for (String key : List.of(KEY, KEY, KEY + ".old", "backups/archive")) {
            client.createMultipartUpload(b -> b.bucket(bucket).key(key));
        }

        bench.copy(held());

        assertThat(uploads())
                .extracting(MultipartUpload::key)
                .containsExactlyInAnyOrder(KEY + ".old", "backups/archive");
        uploads()
                .forEach(upload -> client.abortMultipartUpload(
                        b -> b.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    @Test
    void of_two_rows_is_put_by_both_and_neither_ends_the_others_upload() throws InterruptedException {
        held();

        bench.copy(List.of(TwoStores.named(1, KEY, "private"), TwoStores.named(2, KEY, "private")));

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(2);
        assertThat(destination.traffic().count(Kind.ABORT_PARTS)).isZero();
        assertThat(stores.copyOf(KEY).asByteArray()).isEqualTo(BYTES);
    }

    @Test
    void is_copied_where_uploads_may_not_be_listed() throws InterruptedException {
        destination
                .on(request -> request.kind() == Kind.OTHER && request.key().isEmpty())
                .then(answer(403, "AccessDenied"));

        bench.copy(held());

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(1);
    }

    private void assertGivenUpAsCorrupt() {
        assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.CORRUPT);
            assertThat(letter.tries()).isEqualTo(2);
        });
        assertThat(stores.hasCopyOf(KEY)).isFalse();
        assertThat(uploads()).isEmpty();
    }

    private MediaObject held() {
        return stores.holding(KEY, BYTES, h -> {});
    }

    private static List<MultipartUpload> uploads() {
        return stores.destination()
                .client()
                .listMultipartUploads(b -> b.bucket(stores.destination().bucket()))
                .uploads();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}

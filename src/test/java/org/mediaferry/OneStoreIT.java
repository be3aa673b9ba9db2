package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.TwoStores.named;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.changingBody;
import static org.mediaferry.harness.Faults.loseAnswer;
import static org.mediaferry.harness.Faults.none;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.demo.LocalS3;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Rule;
import org.mediaferry.ledger.Tally;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** From bucket to bucket of one store, which copies by itself what it can. */
class OneStoreIT {

    private static final String FROM = "from";
    private static final String TO = "towards";
    private static final String KEY = "accounts/avatars/ä b+c%20$1.png";

    private static LocalS3 store;

    @TempDir
    Path work;

    private final FaultProxy proxy = FaultProxy.before(store.endpoint());
    private CopyBench bench;

    @BeforeAll
    static void startStore() {
        store = LocalS3.start(FROM);
        store.client().createBucket(b -> b.bucket(TO));
    }

    @AfterAll
    static void stopStore() {
        store.close();
    }

    @BeforeEach
    void start() {
        for (String bucket : List.of(FROM, TO)) {
            store.client()
                    .listObjectsV2(b -> b.bucket(bucket))
                    .contents()
                    .forEach(old ->
                            store.client().deleteObject(b -> b.bucket(bucket).key(old.key())));
        }
        bench = started();
    }

    private CopyBench started(String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "source.endpoint=" + proxy.endpoint(),
                "destination.endpoint=" + proxy.endpoint(),
                "destination.bucket=" + TO,
                "destination.storage-class=STANDARD_IA",
                "transfer.multipart-above=5MiB",
                "retry.attempts=1"));
        all.addAll(Arrays.asList(overrides));
        return CopyBench.start(work, store, store, all.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        bench.close();
        proxy.close();
    }

    @Test
    void no_byte_passes_here_and_the_copy_is_as_one_that_was_put() throws InterruptedException {
        hold(PutObjectRequest.builder()
                .contentType("image/png")
                .contentEncoding("gzip")
                .contentDisposition("inline; filename=\"a b.png\"")
                .contentLanguage("pt-BR")
                .cacheControl("public, max-age=60")
                .acl(ObjectCannedACL.PUBLIC_READ)
                .metadata(Map.of("origin", "phone")));
        // The server here forgets the storage class of a copy
        Rule ofStorageClass = proxy.on(request -> request.kind() == Kind.COPY
                        && request.head().get("x-amz-storage-class").equals(Optional.of("STANDARD_IA")))
                .then(none());

        bench.copy(named(1, KEY, "private"));

        var copy = copy();
        assertThat(copy.asUtf8String()).isEqualTo("bytes");
        assertThat(copy.response().contentType()).isEqualTo("image/png");
        assertThat(copy.response().contentEncoding()).isEqualTo("gzip");
        assertThat(copy.response().contentDisposition()).isEqualTo("inline; filename=\"a b.png\"");
        assertThat(copy.response().contentLanguage()).isEqualTo("pt-BR");
        assertThat(copy.response().cacheControl()).isEqualTo("public, max-age=60");
        assertThat(copy.response().metadata()).isEqualTo(Map.of("origin", "phone"));
        assertThat(everyoneMayRead()).isFalse();
        assertThat(ofStorageClass.hits()).isEqualTo(1);
        assertCopiedByTheStore(1);
        assertThat(bench.total().bytes()).isEqualTo(5);
    }

    @Test
    void everyone_may_read_what_the_row_says_and_mastodons_cache_control_is_added() throws InterruptedException {
        bench.copy(held());

        assertThat(everyoneMayRead()).isTrue();
        assertThat(copy().response().cacheControl()).isEqualTo("public, max-age=315576000, immutable");
        assertCopiedByTheStore(1);
    }

    @Test
    void what_is_above_one_puts_limit_is_copied_in_parts() throws InterruptedException {
        byte[] bytes = new byte[12_000_000];
        new Random(1).nextBytes(bytes);
        store.client()
                .putObject(
                        b -> b.bucket(FROM).key(KEY).contentType("video/mp4").metadata(Map.of("origin", "phone")),
                        RequestBody.fromBytes(bytes));

        bench.copy(named(1, KEY, "private"));

        assertThat(copy().asByteArray()).isEqualTo(bytes);
        assertThat(copy().response().contentType()).isEqualTo("video/mp4");
        assertThat(copy().response().metadata()).isEqualTo(Map.of("origin", "phone"));
        assertThat(everyoneMayRead()).isFalse();
        assertThat(proxy.traffic().count(Kind.PUT_PART, 200)).isEqualTo(3);
        assertCopiedByTheStore(0);
    }

    @Test
    void parts_are_aborted_when_one_fails_and_copied_again() throws InterruptedException {
        store.client().putObject(b -> b.bucket(FROM).key(KEY), RequestBody.fromBytes(new byte[12_000_000]));
        proxy.on(Kind.PUT_PART).after(1).first(1).then(answer(500, "InternalError"));

        bench.copy(named(1, KEY, "private"));

        assertThat(copy().asByteArray()).hasSize(12_000_000);
        assertThat(proxy.traffic().count(Kind.ABORT_PARTS)).isEqualTo(1);
        assertThat(store.client().listMultipartUploads(b -> b.bucket(TO)).uploads())
                .isEmpty();
        assertCopiedByTheStore(0);
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "501, NotImplemented", "405, MethodNotAllowed", "400, InvalidRequest"})
    void a_store_that_does_not_copy_is_asked_a_few_times_and_then_for_gets_and_puts(int status, String code)
            throws InterruptedException {
        proxy.on(Kind.COPY).then(answer(status, code));
        List<MediaObject> objects = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String key = "accounts/" + i + ".png";
            store.client().putObject(b -> b.bucket(FROM).key(key), RequestBody.fromString("bytes of " + key));
            objects.add(named(i, key, "private"));
            bench.copy(objects.get(i));
        }

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(30);
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.pauses()).isEmpty();
        assertThat(proxy.traffic().count(Kind.COPY)).isEqualTo(5);
        assertThat(proxy.traffic().count(Kind.PUT, 200)).isEqualTo(30);
    }

    @Test
    void what_may_pass_is_tried_again_without_a_get() throws InterruptedException {
        proxy.on(Kind.COPY).first(1).then(answer(500, "InternalError"));
        bench.copy(held());
        assertCopiedByTheStore(2);

        proxy.on(Kind.COPY).first(1).then(loseAnswer());
        bench.copy(held());

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(2);
        assertThat(proxy.traffic().count(Kind.GET)).isZero();
    }

    @Test
    void an_answer_of_200_with_an_error_in_it_is_none() throws InterruptedException {
        proxy.on(Kind.COPY).first(1).then(answer(200, "InternalError"));

        bench.copy(held());

        assertThat(copy().asUtf8String()).isEqualTo("bytes");
        assertCopiedByTheStore(2);
    }

    @Test
    void other_bytes_than_the_sources_are_no_copy() throws InterruptedException {
        proxy.on(Kind.COPY).then(changingBody(OneStoreIT::withOtherETag));

        bench.copy(held());

        assertThat(bench.total().of(Tally.Kind.COPIED)).isZero();
        assertThat(bench.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.CORRUPT));
    }

    private static byte[] withOtherETag(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        return text.replaceAll("[0-9a-f]{32}", "d41d8cd98f00b204e9800998ecf8427e")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_neither_the_source_nor_a_row_has_is_obsolete() throws InterruptedException {
        bench.copy(named(1, "accounts/lost.png", "private"));

        assertThat(bench.total().of(Tally.Kind.OBSOLETE)).isEqualTo(1);
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(proxy.traffic().count(Kind.COPY)).isZero();
    }

    @Test
    void all_bytes_pass_here_where_the_settings_say_so() throws InterruptedException {
        bench.close();
        bench = started("transfer.server-side-copy=off");

        bench.copy(held());

        assertThat(proxy.traffic().count(Kind.COPY)).isZero();
        assertThat(proxy.traffic().count(Kind.PUT, 200)).isEqualTo(1);
    }

    @Test
    void all_bytes_pass_here_where_the_buckets_are_in_two_regions() throws InterruptedException {
        bench.close();
        bench = started("destination.region=elsewhere-1");

        bench.copy(held());

        assertThat(proxy.traffic().count(Kind.COPY)).isZero();
        assertThat(proxy.traffic().count(Kind.GET)).isEqualTo(1);
    }

    private MediaObject held() {
        hold(PutObjectRequest.builder());
        return named(1, KEY, "public-read");
    }

    private void hold(PutObjectRequest.Builder object) {
        store.client().putObject(object.bucket(FROM).key(KEY).build(), RequestBody.fromString("bytes"));
    }

    private static ResponseBytes<GetObjectResponse> copy() {
        return store.client().getObjectAsBytes(b -> b.bucket(TO).key(KEY));
    }

    private static boolean everyoneMayRead() {
        S3Client client = store.client();
        return client.getObjectAcl(b -> b.bucket(TO).key(KEY)).grants().stream()
                .anyMatch(grant -> String.valueOf(grant.grantee().uri()).endsWith("/AllUsers"));
    }

    private void assertCopiedByTheStore(int copies) {
        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(1);
        assertThat(proxy.traffic().count(Kind.COPY)).isEqualTo(copies);
        assertThat(proxy.traffic().count(Kind.GET)).isZero();
        assertThat(proxy.traffic().count(Kind.PUT)).isZero();
    }
}

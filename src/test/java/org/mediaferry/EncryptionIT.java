package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.TwoStores.named;
import static org.mediaferry.harness.Faults.changingHead;
import static org.mediaferry.harness.Faults.loseAnswer;
import static org.mediaferry.harness.Faults.none;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.demo.LocalS3;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Kind;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.S3Request;
import org.mediaferry.ledger.Tally;
import org.mediaferry.outcome.Reason;
import software.amazon.awssdk.core.sync.RequestBody;

/** The encryption that the settings name is asked for by whatever makes a copy, and spoils no proof of one. */
class EncryptionIT {

    private static final String KEY = "accounts/a.png";
    private static final String KMS_KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
    private static final String OTHER_MD5 = "\"d41d8cd98f00b204e9800998ecf8427e\"";

    private static LocalS3 source;
    private static LocalS3 destination;

    @TempDir
    Path work;

    private final FaultProxy proxy = FaultProxy.before(destination.endpoint());
    private CopyBench bench;

    @BeforeAll
    static void startStores() {
        source = LocalS3.start("old");
        destination = LocalS3.start("new");
        destination.client().createBucket(b -> b.bucket("same-store"));
    }

    @AfterAll
    static void stopStores() {
        source.close();
        destination.close();
    }

    @AfterEach
    void stop() {
        bench.close();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lean", "sdk"})
    void is_asked_for_by_a_put(String client) throws InterruptedException {
        hold(source, "old", 5);
        Rule asked = asking(Kind.PUT, "aws:kms", KMS_KEY);
        start(
                source,
                "transfer.client=" + client,
                "destination.server-side-encryption=aws:kms",
                "destination.kms-key-id=" + KMS_KEY);

        bench.copy(named(1, KEY, "private"));

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(asked.hits()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"AES256, AES256", "none, "})
    void is_asked_for_as_the_settings_say(String setting, String header) throws InterruptedException {
        hold(source, "old", 5);
        Rule asked = asking(Kind.PUT, header, null);
        start(source, "destination.server-side-encryption=" + setting);

        bench.copy(named(1, KEY, "private"));

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(asked.hits()).isEqualTo(1);
    }

    @Test
    void is_asked_for_by_the_begin_of_an_upload_in_parts() throws InterruptedException {
        hold(source, "old", 6_000_000);
        Rule asked = asking(Kind.BEGIN_PARTS, "aws:kms", KMS_KEY);
        start(source, "destination.server-side-encryption=aws:kms", "destination.kms-key-id=" + KMS_KEY);

        bench.copy(named(1, KEY, "private"));

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(asked.hits()).isEqualTo(1);
        assertThat(proxy.traffic().count(Kind.PUT_PART, 200)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"5, COPY", "6000000, BEGIN_PARTS"})
    void is_asked_for_by_a_copy_within_one_store(int length, Kind kind) throws InterruptedException {
        hold(destination, "same-store", length);
        Rule asked = asking(kind, "aws:kms", KMS_KEY);
        start(
                destination,
                "source.endpoint=" + proxy.endpoint(),
                "source.bucket=same-store",
                "destination.server-side-encryption=aws:kms",
                "destination.kms-key-id=" + KMS_KEY);

        bench.copy(named(1, KEY, "private"));

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(asked.hits()).isEqualTo(1);
        assertThat(proxy.traffic().count(Kind.GET)).isZero();
    }

    @ParameterizedTest(name = "the store says that it used KMS: {0}")
    @ValueSource(booleans = {true, false})
    void by_kms_makes_etags_that_are_no_mismatch(boolean said) throws InterruptedException {
        hold(source, "old", 5);
        answerAsKmsDoes(said);
        // The server here has no key of its own
        start(source, "destination.server-side-encryption=aws:kms", "destination.kms-key-id=" + KMS_KEY);

        for (int i = 0; i < 3; i++) {
            bench.copy(named(1, KEY, "private"));
        }

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(3);
        assertThat(proxy.traffic().count(Kind.PUT)).isEqualTo(3);
        assertThat(proxy.traffic().count(Kind.HEAD)).as("each put said the MD5").isZero();
    }

    @Test
    void by_kms_leaves_an_upload_in_parts_whose_answer_was_lost_to_be_settled_by_the_next_try()
            throws InterruptedException {
        hold(source, "old", 6_000_000);
        proxy.on(Kind.END_PARTS).first(1).then(loseAnswer());
        proxy.on(Kind.HEAD).then(changingHead(head -> head.with("ETag", OTHER_MD5.replaceFirst("\"$", "-2\""))));
        start(source, "destination.server-side-encryption=aws:kms", "destination.kms-key-id=" + KMS_KEY);

        bench.copy(named(1, KEY, "private"));

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(1);
        assertThat(proxy.traffic().count(Kind.END_PARTS)).isEqualTo(1);
    }

    @Test
    void by_kms_of_the_buckets_own_making_is_no_mismatch_where_the_store_says_so() throws InterruptedException {
        hold(source, "old", 5);
        answerAsKmsDoes(true);
        start(source);

        bench.copy(named(1, KEY, "private"));

        assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(1);
    }

    @Test
    void another_etag_is_corrupt_where_kms_was_not_asked_for() throws InterruptedException {
        hold(source, "old", 5);
        answerAsKmsDoes(false);
        start(source, "destination.server-side-encryption=AES256");

        bench.copy(named(1, KEY, "private"));

        assertThat(bench.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Reason.CORRUPT));
    }

    private void start(LocalS3 from, String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "destination.endpoint=" + proxy.endpoint(), "transfer.multipart-above=5MiB", "retry.attempts=1"));
        all.addAll(List.of(overrides));
        bench = CopyBench.start(work, from, destination, all.toArray(String[]::new));
    }

    private static void hold(LocalS3 store, String bucket, int length) {
        store.client().putObject(b -> b.bucket(bucket).key(KEY), RequestBody.fromBytes(new byte[length]));
    }

    /** Takes requests that ask for just this; null for not at all. */
    private Rule asking(Kind kind, String encryption, String key) {
        return proxy.on(request -> request.kind() == kind
                        && header(request, "x-amz-server-side-encryption").equals(Optional.ofNullable(encryption))
                        && header(request, "x-amz-server-side-encryption-aws-kms-key-id")
                                .equals(Optional.ofNullable(key)))
                .then(none());
    }

    private static Optional<String> header(S3Request request, String name) {
        return request.head().get(name);
    }

    private void answerAsKmsDoes(boolean said) {
        proxy.on(Kind.PUT.or(Kind.HEAD))
                .then(changingHead(head -> said
                        ? head.with("ETag", OTHER_MD5).with("x-amz-server-side-encryption", "aws:kms")
                        : head.with("ETag", OTHER_MD5)));
    }
}

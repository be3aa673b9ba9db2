package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.changingHead;
import static org.mediaferry.harness.Faults.corrupt;
import static org.mediaferry.harness.Faults.extend;
import static org.mediaferry.harness.Faults.lengthen;
import static org.mediaferry.harness.Faults.loseAnswer;
import static org.mediaferry.harness.Faults.shorten;
import static org.mediaferry.harness.Faults.truncate;
import static org.mediaferry.harness.Kind.GET;
import static org.mediaferry.harness.Kind.HEAD;
import static org.mediaferry.harness.Kind.PUT;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Call;
import org.mediaferry.harness.Fault;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Head;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.S3Request;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.core.sync.RequestBody;

/** Stores that give or keep other bytes than they should, or say so when it is not true. */
@ExtendWith(Site.Resolver.class)
class IntegrityIT {

    private static final String OTHER_MD5 = "\"d41d8cd98f00b204e9800998ecf8427e\"";

    private final Migration migration;
    private final FaultProxy source;
    private final FaultProxy destination;
    private final List<Expected> present;

    IntegrityIT(Site site) {
        migration = site.migration(site.small());
        source = migration.beforeSource();
        destination = migration.beforeDestination();
        present = migration.server().expected("accounts").stream()
                .filter(Expected::presentAtSource)
                .toList();
        // A connection on which nothing more is to be understood is given up soon
        migration.set("transfer.idle-timeout", "2s").set("retry.attempts", "2");
    }

    @Test
    void an_answer_of_the_source_with_other_bytes_is_asked_for_again() {
        List<Fault> faults = List.of(truncate(10), shorten(10), lengthen(10), corrupt());
        for (int i = 0; i < 20; i++) {
            source.on(GET.and(named(key(i)))).first(1).then(faults.get(i % faults.size()));
        }

        var run = sync().exits(0).json();

        assertThat(run.get("copied").asInt()).isEqualTo(present.size());
        assertThat(source.traffic().byKey(GET)).containsEntry(key(0), 2).containsEntry(key(19), 2);
        assertNothingDiffers();
    }

    @Test
    void bytes_beyond_content_length_are_in_no_copy_and_harm_no_other_object() {
        // Each costs at most one try, of the object whose request comes next on that connection
        source.on(GET).first(3).then(extend(10));
        source.on(GET).first(2).then(extendAndStay());
        migration.set("retry.attempts", "5");

        var run = sync().exits(0).json();

        assertThat(run.get("copied").asInt()).isEqualTo(present.size());
        assertNothingDiffers();
    }

    @Test
    void what_is_never_right_is_a_dead_letter_and_the_destination_keeps_what_it_had() {
        Map<String, String> reasons = new TreeMap<>();
        List<Fault> faults = List.of(
                truncate(10), shorten(10), lengthen(10), corrupt(), changingHead(head -> head.with("ETag", OTHER_MD5)));
        for (int i = 0; i < faults.size(); i++) {
            String key = key(i);
            reasons.put(key, i == 0 ? "transient" : "corrupt");
            source.on(GET.and(named(key))).then(faults.get(i));
            migration
                    .destination()
                    .putObject(put -> put.bucket(migration.bucket()).key(key), RequestBody.fromString("as it was"));
        }

        sync().exits(3);

        assertThat(deadLetters()).isEqualTo(reasons);
        assertThat(reasons.keySet()).allSatisfy(key -> {
            assertThat(source.traffic().byKey(GET)).containsEntry(key, 3);
            assertThat(at(key)).isEqualTo("as it was");
        });
    }

    @Test
    void a_destination_that_has_other_bytes_has_no_copy() {
        String victim = key(0);
        destination.on(PUT.or(HEAD).and(named(victim))).then(changingHead(head -> head.with("ETag", OTHER_MD5)));

        var run = sync().exits(3).json();

        assertThat(run.get("copied").asInt()).isEqualTo(present.size() - 1);
        assertThat(deadLetters()).isEqualTo(Map.of(victim, "corrupt"));
    }

    @Test
    void an_etag_of_the_source_that_is_no_hash_is_no_mismatch() {
        List<UnaryOperator<Head>> changes = List.of(
                head -> head.with("ETag", "\"d41d8cd98f00b204e9800998ecf8427e-2\""),
                head -> head.with("ETag", OTHER_MD5).with("x-amz-server-side-encryption", "aws:kms"),
                head -> head.without("ETag"));
        for (int i = 0; i < 12; i++) {
            source.on(GET.and(named(key(i)))).then(changingHead(changes.get(i % changes.size())));
        }

        var run = sync().exits(0).json();

        assertThat(run.get("copied").asInt()).isEqualTo(present.size());
        assertThat(source.traffic().count(GET, 200)).isEqualTo(present.size());
        assertThat(destination.traffic().count(HEAD)).isZero();
        assertNothingDiffers();
    }

    @Test
    void a_put_answered_200_with_an_error_document_is_a_failure_and_put_again() {
        destination.on(PUT).firstOfEachKey(1).then(answer(200, "InternalError"));

        var run = sync().exits(0).json();

        assertThat(run.get("copied").asInt()).isEqualTo(present.size());
        assertThat(destination.traffic().byKey(PUT))
                .hasSize(present.size())
                .allSatisfy((key, puts) -> assertThat(puts).isEqualTo(2));
        assertNothingDiffers();
    }

    @Test
    void a_put_that_is_always_answered_200_with_an_error_document_is_never_a_copy() {
        String victim = key(0);
        destination.on(PUT.and(named(victim))).then(answer(200, "InternalError"));

        sync().exits(3);

        assertThat(deadLetters()).isEqualTo(Map.of(victim, "transient"));
        assertThat(migration.copies()).hasSize(present.size() - 1).doesNotContainKey(victim);
    }

    @Test
    void a_put_whose_answer_was_lost_is_settled_by_a_head_and_neither_got_nor_put_again() {
        destination.on(PUT).firstOfEachKey(1).then(loseAnswer());

        Finished finished = sync().exits(0);

        assertThat(finished.err()).doesNotContain("paused");
        var run = finished.json();
        assertThat(run.get("copied").asInt()).isEqualTo(present.size());
        assertThat(source.traffic().count(GET, 200)).isEqualTo(present.size());
        assertThat(destination.traffic().count(PUT)).isEqualTo(present.size());
        assertThat(destination.traffic().count(HEAD, 200)).isEqualTo(present.size());
        assertNothingDiffers();
    }

    private Finished sync() {
        return migration.run("sync", "accounts", "--format", "json");
    }

    /** The reasons by key. */
    private Map<String, String> deadLetters() {
        return migration.run("report", "--failed", "--format", "jsonl").jsonLines().stream()
                .collect(Collectors.toMap(
                        line -> line.get("key").asText(),
                        line -> line.get("reason").asText(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static Predicate<S3Request> named(String key) {
        return S3Request.key(key);
    }

    private String key(int i) {
        return present.get(i).object().key();
    }

    private String at(String key) {
        return migration
                .destination()
                .getObjectAsBytes(get -> get.bucket(migration.bucket()).key(key))
                .asUtf8String();
    }

    private void assertNothingDiffers() {
        assertThat(migration
                        .compare(migration.server().expected("accounts").stream())
                        .differences())
                .isEmpty();
    }

    /** The bytes too many are the first that a client reads of the next answer. */
    private static Fault extendAndStay() {
        return call -> {
            Call.Answer answer = call.forward();
            byte[] bytes = answer.bytes();
            call.relay(new Call.Answer(
                    answer.head(), answer.isObject() ? Arrays.copyOf(bytes, bytes.length + 10) : bytes));
        };
    }
}

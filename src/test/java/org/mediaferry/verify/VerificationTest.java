package org.mediaferry.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.ledger.Batch;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.Only;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.presence.FakeStore;
import org.mediaferry.presence.Presence;
import org.mediaferry.verify.Finding.Kind;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class VerificationTest {

    private static final long IN_2023 = 109_600_000_000_000_000L;
    private static final String MD5 = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path work;

    private final List<Finding> found = new ArrayList<>();
    private final Findings findings = new Findings(found::add);
    private final TableOfRows rows = new TableOfRows();

    @Test
    void a_complete_copy_takes_three_requests_a_thousand_objects_and_has_no_finding() {
        for (int i = 0; i < 10_000; i++) {
            rows.with(IN_2023 + i);
        }
        Presence destination = Presence.exact(new FakeStore().with(rows.keys()), "media", "");
        Verification verification = verification(destination, null);

        checkByPages(verification, 1000);

        assertThat(found).isEmpty();
        assertThat(findings.total().there()).isEqualTo(20_000);
        assertThat(findings.total().sameSize()).isEqualTo(10_000);
        assertThat(findings.total().sizeUnknown()).isEqualTo(10_000);
        assertThat(destination.requests().heads()).isZero();
        assertThat(destination.requests().total()).isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("liars")
    void a_store_that_lies_about_order_or_where_to_start_is_asked_for_each_object(Supplier<FakeStore> liar) {
        for (int i = 0; i < 500; i++) {
            rows.with(IN_2023 + i);
        }
        FakeStore store = liar.get().with(rows.keys());
        String lost = rows.keys().get(617);
        store.objects().remove(lost);

        verification(Presence.exact(store, "media", ""), null).check(rows.all());

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.MISSING);
            assertThat(finding.key()).isEqualTo(lost);
        });
    }

    static Stream<Named<Supplier<FakeStore>>> liars() {
        return Stream.of(
                Named.of("ignores where to start", () -> new FakeStore() {
                    @Override
                    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                        return super.listObjectsV2(
                                request.toBuilder().startAfter(null).build());
                    }
                }),
                Named.of("sorts backwards", () -> new FakeStore(Comparator.reverseOrder())),
                Named.of("shuffles", () -> new FakeStore() {
                    @Override
                    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                        ListObjectsV2Response honest = super.listObjectsV2(request);
                        List<S3Object> objects = new ArrayList<>(honest.contents());
                        Collections.shuffle(objects, new Random(3));
                        return honest.toBuilder().contents(objects).build();
                    }
                }));
    }

    @Test
    void what_a_listing_leaves_out_and_the_store_has_is_there() {
        for (int i = 0; i < 500; i++) {
            rows.with(IN_2023 + i);
        }
        List<String> hidden = rows.keys().subList(300, 700);
        FakeStore forgetful = forgetting(hidden);

        verification(Presence.exact(forgetful.with(rows.keys()), "media", ""), null)
                .check(rows.all());

        assertThat(found).isEmpty();
        assertThat(findings.total().there()).isEqualTo(1000);
    }

    @Test
    void what_the_listing_of_the_source_leaves_out_is_no_excuse() {
        for (int i = 0; i < 2000; i++) {
            rows.with(IN_2023 + i);
        }
        List<String> hidden = rows.keys().subList(300, 3700);
        FakeStore source = forgetting(hidden).with(rows.keys());
        FakeStore destination = new FakeStore().with(rows.keys());
        hidden.forEach(destination.objects()::remove);

        verification(Presence.exact(destination, "new", ""), Presence.exact(source, "old", ""))
                .check(rows.all());

        assertThat(found)
                .hasSize(3400)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.MISSING));
    }

    @Test
    void where_everything_is_absent_few_objects_are_asked_for_by_themselves() {
        for (int i = 0; i < 20_000; i++) {
            rows.with(IN_2023 + i);
        }
        Presence destination = Presence.exact(
                new FakeStore().with(List.of("media_attachments/files/000/000/001/original/z")), "media", "");

        checkByPages(verification(destination, null), 1000);

        assertThat(findings.total().of(Kind.MISSING)).isEqualTo(40_000);
        assertThat(findings.total().missingOptional()).isEqualTo(20_000);
        assertThat(destination.requests().heads()).isBetween(1_000L, 1_000L + 400 + 20);
        assertThat(destination.requests().lists()).isLessThanOrEqualTo(2 * 20);
    }

    @Test
    void an_object_whose_row_was_changed_or_deleted_meanwhile_is_not_called_missing() {
        rows.with(1).with(2).with(3);
        FakeStore store = new FakeStore();
        store.with(rows.keys().subList(4, 6));
        var page = rows.all();
        rows.remove(1);
        rows.with(2, TableOfRows.object(2, "original", "media_attachments/files/000/000/002/original/new.png"));

        verification(Presence.exact(store, "media", ""), null).check(page);

        assertThat(found).isEmpty();
        assertThat(findings.total().obsolete()).isEqualTo(4);
        assertThat(findings.total().objects()).isEqualTo(2);
    }

    @Test
    void rows_that_came_in_between_hide_no_missing_object() {
        rows.with(10).with(1000);
        var page = rows.all();
        for (int i = 11; i < 900; i++) {
            rows.with(i);
        }

        verification(Presence.exact(new FakeStore().with(List.of("else")), "media", ""), null)
                .check(page);

        assertThat(findings.total().of(Kind.MISSING)).isEqualTo(4);
        assertThat(findings.total().obsolete()).isZero();
    }

    @Test
    void what_the_ledger_knows_to_be_missing_at_the_source_is_no_problem() {
        rows.with(1).with(2);
        List<String> keys = rows.keys();
        try (Ledger ledger = Ledger.open(work)) {
            ledger.commit(new Batch(
                    List.of(missing(1, "small", keys.get(1)), missing(2, "original", "an/older/name")),
                    List.of(),
                    Map.of(),
                    Only.ALL));
        }
        FakeStore store = new FakeStore().with(List.of(keys.get(0), keys.get(3)));

        verification(Presence.exact(store, "media", ""), null).check(rows.all());

        assertThat(found).extracting(Finding::kind).containsExactlyInAnyOrder(Kind.MISSING_AT_SOURCE, Kind.MISSING);
        assertThat(found)
                .filteredOn(finding -> finding.kind() == Kind.MISSING)
                .extracting(Finding::key)
                .containsExactly(keys.get(2));
    }

    @Test
    void the_etag_of_an_encrypted_object_is_no_hash_and_accuses_nobody() {
        rows.with(1);
        FakeStore source = etag(MD5, null).with(rows.keys());
        FakeStore encrypted =
                etag(MD5.replace('0', 'f'), ServerSideEncryption.AWS_KMS).with(rows.keys());

        verification(Presence.exact(encrypted, "new", ""), Presence.exact(source, "old", ""))
                .check(rows.all());

        assertThat(found).isEmpty();
        assertThat(findings.total().sameSize()).isEqualTo(2);
    }

    @Test
    void another_md5_is_a_difference_and_a_multipart_etag_is_none() {
        rows.with(1);
        FakeStore source = etag(MD5, null).with(rows.keys());
        FakeStore other = etag(MD5.replace('0', 'f'), null).with(rows.keys());
        FakeStore multipart = etag(MD5.replace('0', 'f') + "-3", null).with(rows.keys());

        verification(Presence.exact(multipart, "new", ""), Presence.exact(source, "old", ""))
                .check(rows.all());
        assertThat(found).isEmpty();
        verification(Presence.exact(other, "new", ""), Presence.exact(source, "old", ""))
                .check(rows.all());

        assertThat(found)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.DIFFERENT));
    }

    private Verification verification(Presence destination, @Nullable Presence source) {
        return new Verification(
                destination,
                source,
                key -> key,
                rows,
                new KnownMissing(work),
                object -> "private".equals(object.acl()),
                findings,
                new Sample(0, new Random(1)));
    }

    private void checkByPages(Verification verification, int most) {
        for (var page = rows.page(TableOfRows.TABLE, Long.MIN_VALUE, most);
                !page.isEnd();
                page = rows.page(TableOfRows.TABLE, page.last(), most)) {
            verification.check(page);
        }
    }

    private static Outcome missing(long id, String style, String key) {
        return new Outcome.Missing(TableOfRows.object(id, style, key), null);
    }

    private static FakeStore forgetting(List<String> hidden) {
        Set<String> keys = Set.copyOf(hidden);
        return new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                ListObjectsV2Response honest = super.listObjectsV2(request);
                return honest.toBuilder()
                        .contents(honest.contents().stream()
                                .filter(object -> !keys.contains(object.key()))
                                .toList())
                        .build();
            }
        };
    }

    private static FakeStore etag(String eTag, @Nullable ServerSideEncryption encryption) {
        return new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                ListObjectsV2Response plain = super.listObjectsV2(request);
                return plain.toBuilder()
                        .contents(plain.contents().stream()
                                .map(object -> object.toBuilder().eTag(eTag).build())
                                .toList())
                        .build();
            }

            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                return super.headObject(request).toBuilder()
                        .eTag(eTag)
                        .serverSideEncryption(encryption)
                        .build();
            }
        };
    }
}

package org.mediaferry.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.presence.FakeStore;
import org.mediaferry.presence.Inventory;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

class OrphansTest {

    private static final long IN_2023 = 109_600_000_000_000_000L;

    private final List<String> found = new ArrayList<>();
    private final Findings findings = new Findings(finding -> found.add(finding.key()));
    private final TableOfRows rows = new TableOfRows();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void finds_what_no_row_claims_and_nothing_else(long seed) {
        Random random = new Random(seed);
        FakeStore store = new FakeStore();
        List<String> orphans = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            // Partitions of 9 and of 18 digits interleave: 109/600/000 and 109/600/000/000/012/345
            long id = random.nextBoolean() ? 109_600_000 + random.nextInt(5000) : IN_2023 + random.nextInt(1_000_000);
            String key = "media_attachments/files/" + TableOfRows.partition(id);
            switch (random.nextInt(4)) {
                case 0 -> rows.bare(id);
                case 1 -> rows.with(id);
                default -> orphans.add(key + "/original/orphan.png");
            }
        }
        store.with(rows.keys()).with(orphans).with(List.of("elsewhere/1"));
        orphans.add("elsewhere/1");

        orphans(store).find(Set.of(TableOfRows.TABLE), List.of(), keys -> {});

        assertThat(found).containsExactlyInAnyOrderElementsOf(Set.copyOf(orphans));
        assertThat(findings.tables().get(Findings.ELSEWHERE).of(Finding.Kind.ORPHAN))
                .isEqualTo(1);
    }

    @Test
    void a_bucket_without_orphans_takes_a_listing_a_thousand_keys_and_each_row_is_read_once() {
        for (int i = 0; i < 10_000; i++) {
            rows.with(IN_2023 + i);
        }
        Inventory inventory = new Inventory(new FakeStore().with(rows.keys()), "media");

        orphans(inventory).find(Set.of(TableOfRows.TABLE), List.of(), keys -> {});

        assertThat(found).isEmpty();
        assertThat(inventory.requests().total()).isEqualTo(20);
        assertThat(rows.pages()).isLessThanOrEqualTo(4 * 20);
        assertThat(rows.rowsRead()).isLessThanOrEqualTo(2 * 10_000L);
    }

    @Test
    void rows_between_distant_keys_are_jumped_over() {
        for (int i = 0; i < 200_000; i++) {
            rows.bare(IN_2023 + i);
        }
        for (int i = 0; i < 200; i++) {
            rows.with(IN_2023 + i * 1000L);
        }

        orphans(new Inventory(new FakeStore().with(rows.keys()), "media"))
                .find(Set.of(TableOfRows.TABLE), List.of(), keys -> {});

        assertThat(found).isEmpty();
        assertThat(rows.rowsRead()).isLessThan(10_000);
    }

    @Test
    void what_lies_in_the_folder_of_a_table_that_the_database_lacks_is_an_orphan() {
        String key = "imports/data/000/000/001/original/list.csv";

        orphans(new FakeStore().with(List.of(key))).find(Set.of(), List.of(), keys -> {});

        assertThat(found).containsExactly(key);
    }

    @Test
    void only_the_folders_of_the_tables_that_were_named_are_listed() {
        FakeStore store =
                new FakeStore().with(List.of("accounts/a", "accounts_old/a", "cache/accounts/b", "imports/c", "d"));

        orphans(store).find(Set.of(), List.of(MastodonTable.ACCOUNTS), keys -> {});

        assertThat(found).containsExactlyInAnyOrder("accounts/a", "cache/accounts/b");
    }

    @Test
    void an_empty_table_claims_nothing() {
        String key = "media_attachments/files/000/000/001/original/a.png";

        orphans(new FakeStore().with(List.of(key))).find(Set.of(TableOfRows.TABLE), List.of(), keys -> {});

        assertThat(found).containsExactly(key);
    }

    @Test
    void the_order_of_a_listing_does_not_matter() {
        for (int i = 0; i < 3000; i++) {
            rows.with(IN_2023 + i);
        }

        orphans(new FakeStore(Comparator.reverseOrder()).with(rows.keys()).with(List.of("x")))
                .find(Set.of(TableOfRows.TABLE), List.of(), keys -> {});

        assertThat(found).containsExactly("x");
    }

    @Test
    void a_listing_that_does_not_say_how_to_go_on_is_a_failure() {
        FakeStore store = new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                return super.listObjectsV2(request).toBuilder()
                        .isTruncated(true)
                        .nextContinuationToken("again")
                        .build();
            }
        };

        assertThatThrownBy(() -> orphans(store.with(List.of("a"))).find(Set.of(), List.of(), keys -> {}))
                .hasMessageContaining("cannot be listed to its end");
    }

    private Orphans orphans(FakeStore store) {
        return orphans(new Inventory(store, "media"));
    }

    private Orphans orphans(Inventory inventory) {
        return new Orphans(inventory, new KeyPrefix(""), key -> key, rows, findings);
    }
}

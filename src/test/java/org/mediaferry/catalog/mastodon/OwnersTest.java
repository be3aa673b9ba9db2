package org.mediaferry.catalog.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnersTest {

    static List<GoldenVector> vectors() {
        return GoldenVector.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void every_key_that_mastodon_asks_for_leads_back_to_its_row(GoldenVector vector) {
        KeyPrefix prefix = new KeyPrefix(vector.env().getOrDefault("S3_KEY_PREFIX", ""));

        assertThat(vector.expect()).allSatisfy(object -> {
            Owners owners = Owners.of(prefix.remove(object.key())).orElseThrow();
            assertThat(owners.table().tableName()).isEqualTo(vector.table());
            assertThat(contains(owners.ids(), vector.rowId())).isTrue();
        });
    }

    @Test
    void any_id_is_among_those_of_its_partition_and_all_of_these_have_it() {
        Random random = new Random(1);
        LongStream.range(0, 20_000).map(i -> oddId(random)).forEach(id -> {
            List<IdRange> ids = IdPartition.ids(IdPartition.of(id).replace("/", ""));
            assertThat(contains(ids, id)).as("id %s", id).isTrue();
            assertThat(ids)
                    .allSatisfy(
                            range -> assertThat(range.last() - range.first()).isLessThan(100));
        });
    }

    @Test
    void a_usual_partition_is_of_one_id_that_is_not_negative() {
        for (long id : new long[] {1, 999_999_999, 1_234_567_890, 104_530_971_904_218_116L}) {
            assertThat(IdPartition.ids(IdPartition.of(id).replace("/", "")).stream()
                            .filter(range -> range.first() >= 0 && range.first() == range.last()))
                    .contains(new IdRange(id, id));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "site_uploads/files/000/000/001/512/x.png, 1",
        "site_uploads/files/001/234/567/512/512/x.png, 1234567512",
        "site_uploads/files/001/234/567/512/512/x.png, 1234567"
    })
    void a_version_may_be_called_like_a_level(String path, long id) {
        assertThat(contains(Owners.of(path).orElseThrow().ids(), id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts/avatars/000/000/001/small/a.png",
                "accounts/avatars/000/000/001/a.png",
                "accounts/avatars/000/000/001/original",
                "accounts/avatars/001/original/a.png",
                "accounts/pictures/000/000/001/original/a.png",
                "accounts/avatars/00a/000/001/original/a.png",
                "accounts/avatars/",
                "accounts",
                "cache/accounts/README"
            })
    void what_no_row_can_own_has_a_table_and_no_ids(String path) {
        assertThat(Owners.of(path)).get().extracting(Owners::ids).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup.tar", "cache", "cache/", "/", "", "cache/cache/accounts/x", "Accounts/avatars/x"})
    void what_lies_in_no_folder_of_a_table_has_none(String path) {
        assertThat(Owners.of(path)).isEmpty();
    }

    private static boolean contains(List<IdRange> ids, long id) {
        return ids.stream().anyMatch(range -> range.first() <= id && id <= range.last());
    }

    private static long oddId(Random random) {
        long id = random.nextLong() >> random.nextInt(63);
        return id == Long.MIN_VALUE ? 0 : id;
    }
}

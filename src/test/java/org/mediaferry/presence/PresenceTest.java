package org.mediaferry.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PresenceTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void answers_as_asking_for_each_object_would(long seed) {
        Random random = new Random(seed);
        List<String> all = IntStream.range(0, 3000)
                .mapToObj(i -> Keys.ofMediaRow(oddId(random), random.nextBoolean()))
                .flatMap(List::stream)
                .toList();
        FakeStore store = new FakeStore().with(some(all, 70, random));
        Presence presence = Presence.exact(store, "media", "");

        for (int page = 0; page < 5; page++) {
            List<String> wanted = some(all, 1 + random.nextInt(60), random);
            assertThat(presence.lookUp(wanted)).isEqualTo(plainly(store, wanted));
        }
    }

    @Test
    void ten_thousand_rows_that_are_there_take_three_requests_a_thousand_objects() {
        List<String> keys = Keys.ofMedia(Keys.IN_2023, 10_000);
        Presence presence = Presence.forCopying(new FakeStore().with(keys), "media", "");

        int found = lookUpByPages(presence, keys);

        assertThat(found).isEqualTo(20_000);
        assertThat(presence.requests().total()).isLessThanOrEqualTo(60);
    }

    @Test
    void ten_thousand_absent_rows_take_a_request_a_folder_and_page() {
        List<String> before = Keys.ofMedia(Keys.IN_2023 - 20_000 * Keys.SECOND, 10_000);
        List<String> after = Keys.ofMedia(Keys.IN_2023 + 20_000 * Keys.SECOND, 10_000);
        Presence presence = Presence.forCopying(new FakeStore().with(before).with(after), "media", "");

        int found = lookUpByPages(presence, Keys.ofMedia(Keys.IN_2023, 10_000));

        assertThat(found).isZero();
        assertThat(presence.requests()).isEqualTo(new Requests(2 + 10 * 2, 0));
    }

    @Test
    void an_empty_bucket_is_asked_once_by_a_run_that_copies() {
        FakeStore store = new FakeStore();
        List<String> keys = Keys.ofMedia(Keys.IN_2023, 3000);
        Presence presence = Presence.forCopying(store, "media", "");

        int found = lookUpByPages(presence, keys);

        assertThat(found).isZero();
        assertThat(presence.requests()).isEqualTo(new Requests(1, 0));
    }

    @Test
    void what_others_put_into_an_empty_bucket_is_found_ten_minutes_later() {
        FakeStore store = new FakeStore();
        List<String> keys = Keys.ofMedia(Keys.IN_2023, 10);
        AtomicLong clock = new AtomicLong();
        Presence presence = new Presence(store, "media", "", true, clock::get);
        assertThat(presence.lookUp(keys)).isEmpty();
        store.with(keys);

        clock.set(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(presence.lookUp(keys)).isEmpty();
        clock.set(Duration.ofMinutes(10).toNanos());
        assertThat(presence.lookUp(keys)).hasSize(20);
    }

    @Test
    void an_empty_bucket_is_asked_again_by_a_comparison() {
        FakeStore store = new FakeStore();
        List<String> keys = Keys.ofMedia(Keys.IN_2023, 10);
        Presence presence = Presence.exact(store, "media", "");
        assertThat(presence.lookUp(keys)).isEmpty();
        assertThat(presence.requests()).isEqualTo(new Requests(1, 0));

        store.with(keys);

        assertThat(presence.lookUp(keys)).hasSize(20);
    }

    @Test
    void a_bucket_shared_with_others_counts_as_empty_when_nothing_is_below_the_root() {
        FakeStore store = new FakeStore().with(List.of("lists/1", "mediaX", "medium/1"));
        Presence presence = Presence.forCopying(store, "shared", "media/");

        assertThat(presence.lookUp(List.of("media/a/1", "media/a/2"))).isEmpty();
        assertThat(presence.lookUp(List.of("media/a/3", "media/a/4"))).isEmpty();
        assertThat(presence.requests().total()).isEqualTo(1);
        assertThatThrownBy(() -> presence.lookUp(List.of("lists/1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"media/\"");
    }

    @Test
    void foreign_keys_between_two_wanted_ones_are_jumped_over() {
        List<String> wanted = Keys.ofMedia(Keys.IN_2023, 30);
        FakeStore store = new FakeStore().with(wanted);
        store.with(IntStream.range(0, 20_000)
                .mapToObj(i -> "media_attachments/files/109/600/000/983/foreign/" + i)
                .toList());
        Presence presence = Presence.exact(store, "media", "");

        assertThat(presence.lookUp(wanted)).isEqualTo(plainly(store, wanted));
        assertThat(presence.requests().total()).isLessThanOrEqualTo(7);
    }

    @Test
    void a_range_with_many_foreign_keys_around_each_wanted_one_falls_back_to_single_objects() {
        List<String> wanted =
                IntStream.range(0, 500).mapToObj("files/%06d/z"::formatted).toList();
        FakeStore store = new FakeStore().with(wanted.subList(100, 500));
        for (String key : wanted) {
            store.with(IntStream.range(0, 400)
                    .mapToObj(i -> key.replace("/z", "/") + i)
                    .toList());
        }
        Presence presence = Presence.exact(store, "media", "");

        assertThat(presence.lookUp(wanted)).isEqualTo(plainly(store, wanted));
        assertThat(presence.requests().lists()).isLessThanOrEqualTo(2 + 3);
        assertThat(presence.requests().heads()).isBetween(400L, 500L);
    }

    @Test
    void a_listing_that_does_not_reach_the_first_wanted_key_goes_on_from_where_it_ended() {
        List<String> wanted = List.of("x/9", "x/99");
        FakeStore store = new FakeStore()
                .with(wanted)
                .with(IntStream.range(0, 20).mapToObj(i -> "x/8" + i).toList());
        Presence presence = Presence.exact(store, "media", "");

        assertThat(presence.lookUp(wanted)).isEqualTo(plainly(store, wanted));
    }

    @Test
    void a_single_key_is_asked_for_directly() {
        FakeStore store = new FakeStore().with(List.of("a/b/1", "c/d/1"));
        Presence presence = Presence.exact(store, "media", "");

        assertThat(presence.lookUp(List.of("a/b/1", "c/d/2")))
                .isEqualTo(Map.of("a/b/1", new Found(FakeStore.sizeOf("a/b/1"), "of a/b/1")));
        assertThat(presence.requests()).isEqualTo(new Requests(2, 2));
    }

    @Test
    void a_key_that_no_store_can_hold_is_absent_without_a_request() {
        Presence presence = Presence.exact(new FakeStore().with(List.of("a")), "media", "");

        assertThat(presence.lookUp(List.of("", "é".repeat(513)))).isEmpty();
        assertThat(presence.requests().total()).isZero();
    }

    @Test
    void empty_answers_that_say_more_is_to_come_are_followed_by_their_token() {
        List<String> wanted = Keys.ofMedia(Keys.IN_2023, 40);
        FakeStore store = new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                if (request.continuationToken() != null) {
                    return super.listObjectsV2(request);
                }
                return ListObjectsV2Response.builder()
                        .isTruncated(true)
                        .nextContinuationToken(request.startAfter() == null ? "" : request.startAfter())
                        .build();
            }
        };
        store.with(wanted);

        assertThat(Presence.exact(store, "media", "").lookUp(wanted)).isEqualTo(plainly(store, wanted));
    }

    @Test
    void an_answer_that_says_more_is_to_come_and_gives_nothing_to_go_on_with_is_a_failure() {
        FakeStore store = new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                return ListObjectsV2Response.builder().isTruncated(true).build();
            }
        };

        assertThatThrownBy(() -> Presence.exact(store, "media", "").lookUp(List.of("a/1", "a/2")))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("neither a key nor a continuation token");
    }

    @Test
    void a_failure_of_a_single_object_is_passed_on_and_no_other_is_begun() {
        FakeStore store = new FakeStore() {
            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                throw error(503, "SlowDown");
            }
        };
        store.with(List.of("z"));
        Presence presence = Presence.exact(store, "media", "");
        List<String> wanted =
                IntStream.range(0, 1000).mapToObj("%d/x/😀"::formatted).toList();

        assertThatThrownBy(() -> presence.lookUp(wanted))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("SlowDown");
        assertThat(presence.requests().heads()).isLessThan(10);
    }

    @Test
    void an_interrupt_ends_the_look_up_and_is_kept() {
        FakeStore store = new FakeStore() {
            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                try {
                    new CountDownLatch(1).await(); // or the answer could be there before anybody waits for it
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw AbortedException.create("interrupted");
            }
        };
        store.with(List.of("z"));
        Presence presence = Presence.exact(store, "media", "");

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> presence.lookUp(List.of("a/b/c"))).isInstanceOf(AbortedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_failure_of_a_listing_is_passed_on_and_the_next_look_up_lists_again() {
        List<String> wanted = Keys.ofMedia(Keys.IN_2023, 40);
        List<S3Exception> failures =
                new ArrayList<>(List.of(error(503, "SlowDown"), error(403, "SignatureDoesNotMatch")));
        FakeStore store = new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                if (!failures.isEmpty()) {
                    throw failures.remove(0);
                }
                return super.listObjectsV2(request);
            }
        };
        store.with(wanted);
        Presence presence = Presence.exact(store, "media", "");

        assertThatThrownBy(() -> presence.lookUp(wanted)).hasMessageContaining("SlowDown");
        assertThatThrownBy(() -> presence.lookUp(wanted)).hasMessageContaining("SignatureDoesNotMatch");
        assertThat(presence.lookUp(wanted)).hasSize(80);
        assertThat(presence.requests().heads()).isZero();
    }

    static S3Exception error(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(code)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(code)
                        .build())
                .build();
    }

    /** What a request an object would say. */
    static Map<String, Found> plainly(FakeStore store, Collection<String> wanted) {
        Map<String, Found> found = new HashMap<>();
        for (String key : wanted) {
            Long size = store.objects().get(key);
            if (size != null) {
                found.put(key, new Found(size, "of " + key));
            }
        }
        return found;
    }

    private static int lookUpByPages(Presence presence, List<String> keys) {
        return IntStream.range(0, keys.size() / 2000)
                .map(page -> presence.lookUp(keys.subList(page * 2000, page * 2000 + 2000))
                        .size())
                .sum();
    }

    /** Of 9, 10 or 18 digits, so close to each other that partitions interleave. */
    private static long oddId(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 109_000_000L + random.nextInt(2000);
            case 1 -> 1_090_000_000L + random.nextInt(2000);
            case 2 -> 109_000_000_000_000_000L + random.nextInt(2_000_000) * 1_000_000_000L;
            default -> random.nextInt(5000);
        };
    }

    private static List<String> some(List<String> keys, int percent, Random random) {
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, shuffled.size() * percent / 100);
    }
}

package org.mediaferry.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class LyingStoreTest {

    private static final List<String> KEYS = Keys.ofMedia(Keys.IN_2023, 1500);

    private final Logger logger = (Logger) LoggerFactory.getLogger(Presence.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @ParameterizedTest
    @MethodSource("liars")
    void a_store_whose_listings_lie_is_asked_for_each_object_and_the_answers_are_right(Supplier<FakeStore> liar) {
        FakeStore store = liar.get().with(KEYS.subList(0, 1000)).with(KEYS.subList(1500, 2900));
        Presence presence = Presence.forCopying(store, "media", "");

        assertThat(presence.lookUp(KEYS.subList(0, 1500)))
                .isEqualTo(PresenceTest.plainly(store, KEYS.subList(0, 1500)));
        assertThat(presence.lookUp(KEYS.subList(1500, 3000)))
                .isEqualTo(PresenceTest.plainly(store, KEYS.subList(1500, 3000)));
        assertThat(presence.requests().lists()).isLessThanOrEqualTo(3);
        assertThat(presence.requests().heads()).isLessThanOrEqualTo(3000);
    }

    @ParameterizedTest
    @MethodSource("liars")
    void says_so_once_in_words_for_an_administrator(Supplier<FakeStore> liar) {
        Presence presence = Presence.exact(liar.get().with(KEYS), "media", "");

        presence.lookUp(KEYS.subList(0, 1500));
        presence.lookUp(KEYS.subList(1500, 3000));

        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .startsWith("bucket \"media\" - listings cannot be used: ")
                    .contains("the answers are the same, but each takes a request");
        });
    }

    static Stream<Named<Supplier<FakeStore>>> liars() {
        return Stream.of(
                Named.of("ignores where to start", () -> liar((store, request) -> store.page(request, null))),
                Named.of(
                        "starts after nothing but an existing key",
                        () -> liar((store, request) -> {
                            String after = request.startAfter();
                            boolean exists = after == null || store.objects().containsKey(after);
                            return exists
                                    ? store.page(request, after)
                                    : ListObjectsV2Response.builder()
                                            .isTruncated(false)
                                            .build();
                        })),
                Named.of(
                        "shuffles",
                        () -> liar((store, request) ->
                                FakeStore.changed(store.page(request, request.startAfter()), objects -> {
                                    Collections.shuffle(objects, new Random(3));
                                    return objects;
                                }))),
                Named.of("sorts backwards", () -> new FakeStore(FakeStore.BYTES.reversed())),
                Named.of(
                        "shows a key twice",
                        () -> liar((store, request) ->
                                FakeStore.changed(store.page(request, request.startAfter()), objects -> {
                                    objects.add(1, objects.get(0));
                                    return objects;
                                }))),
                Named.of(
                        "tells no sizes",
                        () -> liar((store, request) -> FakeStore.changed(
                                store.page(request, request.startAfter()), LyingStoreTest::withoutSizes))),
                Named.of(
                        "does not say whether there is more",
                        () -> liar((store, request) -> store.page(request, request.startAfter()).toBuilder()
                                .isTruncated(null)
                                .build())),
                Named.of(
                        "has no such request",
                        () -> liar((store, request) -> {
                            throw PresenceTest.error(501, "NotImplemented");
                        })));
    }

    @Test
    void a_lie_in_the_middle_of_a_run_is_found_too() {
        List<String> fewer = KEYS.subList(0, 1000);
        FakeStore store = liar((it, request) -> {
            ListObjectsV2Response honest = it.page(request, request.startAfter());
            return honest.contents().size() < 400
                    ? honest
                    : FakeStore.changed(honest, objects -> {
                        Collections.swap(objects, 300, 301);
                        return objects;
                    });
        });
        store.with(fewer.subList(0, 700));
        Presence presence = Presence.forCopying(store, "media", "");

        assertThat(presence.lookUp(fewer)).isEqualTo(PresenceTest.plainly(store, fewer));
        assertThat(log.list).hasSize(1);
    }

    @Test
    void keys_that_a_store_might_sort_as_utf16_are_asked_for_one_by_one() {
        List<String> wanted =
                List.of("a/x/1", "a/x/2", "a/x/\ue000", "a/x/\uffee", "a/x/😀", "a/x/😁", "b/x/1", "b/x/2");
        FakeStore store = new FakeStore(Comparator.naturalOrder()).with(wanted.subList(0, 5));

        Presence presence = Presence.exact(store, "media", "");

        assertThat(presence.lookUp(wanted)).isEqualTo(PresenceTest.plainly(store, wanted));
    }

    @Test
    void tokens_that_go_round_in_a_ring_end_a_listing() {
        FakeStore store = new FakeStore() {
            private int asked;

            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                return ListObjectsV2Response.builder()
                        .isTruncated(true)
                        .nextContinuationToken("token " + asked++ % 5)
                        .build();
            }
        };

        assertThatThrownBy(() -> new Inventory(store, "media").each("", page -> {}))
                .hasMessageContaining("more is to come, and not how to go on");
    }

    @Test
    void a_head_that_tells_no_length_is_a_failure_with_a_message() {
        FakeStore store = new FakeStore() {
            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                return HeadObjectResponse.builder().build();
            }
        };

        assertThatThrownBy(() -> new Bucket(store, "media").head("a/b", false))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("HEAD of \"a/b\" tells no length");
    }

    @Test
    void a_line_break_in_a_key_does_not_break_the_log_line() {
        Presence presence = Presence.exact(
                new FakeStore(FakeStore.BYTES.reversed()).with(List.of("a/b\nERROR forged", "a/😀")), "media", "");

        presence.lookUp(List.of("a/1", "a/2"));

        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("\\u{a}ERROR forged", "\\u{1f600}")
                .doesNotContain("\n");
    }

    @Test
    void a_key_that_may_not_list_is_enough_to_copy() {
        FakeStore store = withoutTheRightToList().with(KEYS.subList(0, 20));
        Presence presence = Presence.forCopying(store, "media", "");

        assertThat(presence.lookUp(KEYS.subList(0, 40))).isEqualTo(PresenceTest.plainly(store, KEYS.subList(0, 40)));
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("s3:ListBucket");
    }

    @Test
    void a_comparison_does_not_take_denied_for_absent() {
        FakeStore store = withoutTheRightToList().with(KEYS.subList(0, 20));
        Presence presence = Presence.exact(store, "media", "");

        assertThatThrownBy(() -> presence.lookUp(KEYS.subList(0, 40))).hasMessageContaining("AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_denied_object_is_a_failure_where_listings_are_allowed(boolean lying) {
        FakeStore store = new FakeStore(lying ? FakeStore.BYTES.reversed() : FakeStore.BYTES) {
            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                throw PresenceTest.error(403, "AccessDenied");
            }
        };
        store.with(KEYS);

        assertThatThrownBy(() -> Presence.forCopying(store, "media", "").lookUp(List.of("absent")))
                .hasMessageContaining("AccessDenied");
    }

    private interface Answering {
        ListObjectsV2Response answer(FakeStore store, ListObjectsV2Request request);
    }

    private static FakeStore liar(Answering lie) {
        return new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                return lie.answer(this, request);
            }
        };
    }

    private static List<S3Object> withoutSizes(List<S3Object> objects) {
        return objects.stream()
                .map(object -> object.toBuilder().size(null).build())
                .toList();
    }

    private static FakeStore withoutTheRightToList() {
        return new FakeStore() {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                throw PresenceTest.error(403, "AccessDenied");
            }

            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                if (!objects().containsKey(request.key())) {
                    throw PresenceTest.error(403, "AccessDenied");
                }
                return super.headObject(request);
            }
        };
    }
}

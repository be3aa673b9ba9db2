package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.TwoStores.named;
import static org.mediaferry.harness.Faults.silence;
import static org.mediaferry.harness.Faults.silenceAfterHead;
import static org.mediaferry.harness.Faults.trickle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.harness.Fault;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Kind;
import org.mediaferry.ledger.Tally;
import org.mediaferry.outcome.Reason;

/** One byte a second, or silence: a store that gives no answer and does not hang up either. */
class StalledStoreIT {

    /** More objects than a client has connections: if tries that failed kept theirs, the last ones would find none. */
    private static final int OBJECTS = 7;

    private static final int LENGTH = 100_000;
    /** More than the buffers of a connection take. */
    private static final int LARGE = 16_000_000;

    private static final String KEY = "accounts/a.mp4";

    private static TwoStores stores;

    @TempDir
    Path work;

    private final FaultProxy source = FaultProxy.before(stores.source().endpoint());
    private final FaultProxy destination =
            FaultProxy.before(stores.destination().endpoint());

    @BeforeAll
    static void startStores() {
        stores = TwoStores.inMemory();
    }

    @AfterAll
    static void stopStores() {
        stores.close();
    }

    @AfterEach
    void closeProxies() {
        source.close();
        destination.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToStall")
    @Timeout(60)
    void frees_its_slot_and_its_connections_and_is_tried_again(
            String name, Kind of, Fault fault, String cause, int length) throws Exception {
        stores.holding(KEY, new byte[length], headers -> {});
        proxyFor(of).on(of).first(OBJECTS).then(fault);

        try (CopyBench bench = bench("retry.attempts=" + OBJECTS)) {
            bench.copy(objects());

            assertThat(bench.total().of(Tally.Kind.COPIED)).isEqualTo(OBJECTS);
        }
        assertThat(stores.lengthOfCopy(KEY)).isEqualTo(length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToStall")
    @Timeout(60)
    void is_named_when_all_tries_have_failed(String name, Kind of, Fault fault, String cause, int length)
            throws Exception {
        stores.holding(KEY, new byte[length], headers -> {});
        proxyFor(of).on(of).then(fault);

        try (CopyBench bench = bench("retry.attempts=0")) {
            bench.copy(objects().get(0));

            assertThat(bench.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo(Reason.TRANSIENT);
                assertThat(letter.cause()).contains(cause);
            });
        }
    }

    static Stream<Arguments> waysToStall() {
        Fault readNothing = call -> LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
        return Stream.of(
                Arguments.of(
                        "the source gives a byte now and then",
                        Kind.GET,
                        trickle(Duration.ofMillis(50)),
                        "reading from the source failed: it gave ",
                        LENGTH),
                Arguments.of(
                        "the source gives headers and no byte",
                        Kind.GET,
                        silenceAfterHead(),
                        "reading from the source failed: Read timed out",
                        LENGTH),
                Arguments.of("the source answers nothing", Kind.GET, silence(), "Read timed out", LENGTH),
                Arguments.of("the destination reads nothing", Kind.PUT, readNothing, "did not complete", LARGE),
                Arguments.of("the destination answers nothing", Kind.PUT, silence(), "Read timed out", LENGTH));
    }

    @Test
    @Timeout(60)
    void is_no_store_that_gives_its_bytes_slowly_for_longer_than_the_idle_timeout() throws Exception {
        byte[] bytes = new byte[40];
        stores.holding(KEY, bytes, headers -> {});
        source.on(Kind.GET).then(trickle(Duration.ofMillis(50)));

        try (CopyBench bench = bench(
                "retry.attempts=0",
                "transfer.connect-timeout=200ms",
                "transfer.idle-timeout=500ms",
                "transfer.min-speed=1B/s")) {
            bench.copy(objects().get(0));

            assertThat(bench.deadLetters()).isEmpty();
        }
        assertThat(stores.copyOf(KEY).asByteArray()).isEqualTo(bytes);
    }

    private static List<MediaObject> objects() {
        return LongStream.rangeClosed(1, OBJECTS)
                .mapToObj(id -> named(id, KEY, "public-read"))
                .toList();
    }

    private FaultProxy proxyFor(Kind of) {
        return of == Kind.GET ? source : destination;
    }

    private CopyBench bench(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "source.endpoint=" + source.endpoint(),
                "destination.endpoint=" + destination.endpoint(),
                "transfer.concurrency=2",
                "transfer.idle-timeout=1s",
                "transfer.min-speed=8MB/s"));
        settings.addAll(List.of(more));
        return CopyBench.start(work, stores.source(), stores.destination(), settings.toArray(String[]::new));
    }
}

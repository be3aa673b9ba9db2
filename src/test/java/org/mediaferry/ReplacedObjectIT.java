package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.harness.Call;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Kind;

/** An object that is replaced at the source while it is copied. */
class ReplacedObjectIT {

    private static final String KEY = "accounts/replaced.png";
    /** More than the buffers between the two stores take, so that the get is under way when the put begins. */
    private static final byte[] OLD = filled(16_000_000, 1);

    private static final byte[] NEW = filled(15_000_000, 2);

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
        bench = CopyBench.start(
                work,
                stores.source(),
                stores.destination(),
                "source.endpoint=" + source.endpoint(),
                "destination.endpoint=" + destination.endpoint(),
                "retry.attempts=1");
    }

    @AfterEach
    void stop() {
        bench.close();
        source.close();
        destination.close();
    }

    @Test
    void has_a_copy_with_the_bytes_and_the_length_of_one_version() throws InterruptedException {
        MediaObject object = stores.holding(KEY, OLD, h -> {});
        destination.onRequest(Kind.PUT, request -> stores.holding(KEY, NEW, h -> {}));

        bench.copy(object);

        byte[] copy = stores.copyOf(KEY).asByteArray();
        assertThat(Arrays.equals(copy, OLD) || Arrays.equals(copy, NEW)).isTrue();
        assertThat(bench.total().bytes()).isEqualTo(copy.length);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void has_no_copy_with_bytes_of_both_versions_even_if_the_source_mixes_them() throws InterruptedException {
        MediaObject object = stores.holding(KEY, OLD, h -> {});
        source.on(Kind.GET).first(1).then(call -> {
            Call.Answer answer = call.forward();
            byte[] bytes = answer.bytes();
            stores.holding(KEY, NEW, h -> {});
            call.relay(new Call.Answer(answer.head(), mixed(bytes)));
        });

        bench.copy(object);

        assertThat(source.traffic().count(Kind.GET)).isEqualTo(2);
        assertThat(Arrays.equals(stores.copyOf(KEY).asByteArray(), NEW)).isTrue();
        assertThat(bench.total().bytes()).isEqualTo(NEW.length);
        assertThat(bench.deadLetters()).isEmpty();
    }

    /** Old bytes at first, new ones from the middle on, and the length of the old version. */
    private static byte[] mixed(byte[] old) {
        byte[] bytes = old.clone();
        System.arraycopy(NEW, NEW.length / 2, bytes, NEW.length / 2, NEW.length - NEW.length / 2);
        return bytes;
    }

    private static byte[] filled(int length, int with) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }
}

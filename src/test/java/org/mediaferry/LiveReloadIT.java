package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.TwoStores.named;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.routes.RoutesCopy;

/** A route file that is saved while the routes run. */
class LiveReloadIT {

    private static final String FILE = "transfer.camel.yaml";
    private static final String CACHE_CONTROL = "ref: cacheControlOfCopy";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TwoStores stores;

    @TempDir
    Path directory;

    private RoutesCopy routes;
    private CopyBench bench;
    private long id;

    @BeforeAll
    static void startStores() {
        stores = TwoStores.inMemory();
        stores.holding("accounts/a.png", "bytes");
    }

    @AfterAll
    static void stopStores() {
        stores.close();
    }

    @BeforeEach
    void start() {
        routes = RoutesCopy.below(directory);
        bench = CopyBench.start(
                directory.resolve("work"),
                stores.source(),
                stores.destination(),
                "routes.directory=" + routes.folder());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_edit_takes_effect_and_no_object_is_lost_over_it() {
        assertThat(cacheControlOfNextCopy()).startsWith("public");

        routes.replace(FILE, CACHE_CONTROL, "constant: no-store");

        await().atMost(PATIENCE).until(() -> cacheControlOfNextCopy().equals("no-store"));
        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(id);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no YAML             | id: get-from-source        | id: [get-from-source",
                "an unknown option   | operation: getObject       | operation: getObject, patience: long",
                "an unknown bean     | \"#sourceS3\"              | \"#sauceS3\"",
                "an unknown key      | id: get-from-source        | idd: get-from-source",
                "no such placeholder | {{retry.attempts}}         | {{retry.attempt}}"
            })
    void a_broken_edit_leaves_the_old_routes_running(String mistake, String right, String wrong) {
        routes.edit(
                FILE, text -> text.replace(CACHE_CONTROL, "constant: no-store").replace(right, wrong));

        await().atMost(PATIENCE).until(() -> failedReloads() > 0);

        assertThat(cacheControlOfNextCopy()).startsWith("public");
        assertThat(bench.run().isStopping()).isFalse();
        assertThat(bench.deadLetters()).isEmpty();

        routes.replace(FILE, wrong, right);
        await().atMost(PATIENCE).until(() -> cacheControlOfNextCopy().equals("no-store"));
    }

    private String cacheControlOfNextCopy() {
        try {
            bench.copy(named(++id, "accounts/a.png", "public-read"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var puts = bench.destination().puts();
        return puts.get(puts.size() - 1).cacheControl();
    }

    private int failedReloads() {
        return bench.context()
                .hasService(FileWatcherResourceReloadStrategy.class)
                .getFailedCounter();
    }
}

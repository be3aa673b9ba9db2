package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.delay;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.any;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Cli;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Served;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The edits of docs/editing-routes.md, each made during a copy by the commands that stand there. */
@Order(1)
@ExtendWith(Site.Resolver.class)
class EditingRoutesIT {

    private static final Path PAGE = Path.of("docs/editing-routes.md");

    private final Migration migration;
    private final Path routes;
    private final FaultProxy proxy;

    EditingRoutesIT(Site site) {
        // So that tables are read while others are copied
        migration =
                site.migration(site.small()).set("transfer.concurrency", "4").set("queue.size", "10");
        routes = migration.ownRoutes();
        proxy = migration.beforeDestination();
    }

    /** Runs the commands of one section, in the folder that holds the routes. */
    private void edit(int number) throws IOException {
        Matcher section =
                Pattern.compile("(?s)### " + number + "\\. .*?```sh\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(section.find()).as("section " + number).isTrue();
        Process shell = new ProcessBuilder("sh", "-eu", "-c", section.group(1))
                .directory(routes.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(shell.exitValue()).as(said).isZero();
    }

    /** A run that is slow until {@code mend()}. */
    private Running slowRun() {
        proxy.on(any()).then(delay(Duration.ofMillis(150)));
        Running run = migration.start("sync", "--format", "json");
        run.until(() -> migration.copies().size() > 20);
        return run;
    }

    private static void awaitSaved(Running run, String file) {
        run.until(() -> run.err().contains(file + " - its routes run as it was saved"));
    }

    private Finished end(Running run) {
        proxy.mend();
        return run.await(Cli.PATIENCE).exits(0);
    }

    private void assertNothingLost(Finished finished) {
        assertThat(finished.json().get("objects").asInt())
                .isEqualTo(migration.server().expected().size());
        assertThat(finished.json().get("deadLetters").asInt()).isZero();
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void a_step_that_fails_each_time_ends_the_run_after_its_tries() throws IOException {
        migration.set("poll.retries", "1").set("retry.delay", "100ms");
        Path poll = routes.resolve("poll.camel.yaml");
        String counts = "- bean: {id: count-page, ref: progress, method: queued}";
        String fails =
                "- throwException: {id: fails, exceptionType: java.lang.IllegalStateException, message: not today}";
        assertThat(Files.readString(poll)).contains(counts);
        Files.writeString(poll, Files.readString(poll).replace(counts, fails));

        Finished run = migration.run("sync").exits(1);

        assertThat(run.err()).contains("not today");
    }

    @Test
    void fewer_at_once() throws IOException {
        Finished finished;
        try (Running run = slowRun()) {
            edit(1);
            awaitSaved(run, "transfer.camel.yaml");
            finished = end(run);
        }
        assertThat(Files.readString(routes.resolve("transfer.camel.yaml"))).contains("concurrentConsumers: 2");
        assertNothingLost(finished);
    }

    @Test
    void no_more_than_ten_a_second() throws IOException {
        Finished finished;
        int putsInFiveSeconds;
        try (Running run = slowRun()) {
            edit(2);
            awaitSaved(run, "transfer.camel.yaml");
            proxy.mend();
            proxy.traffic().forget();
            run.until(() -> proxy.traffic().now().compareTo(Duration.ofSeconds(5)) > 0);
            putsInFiveSeconds = proxy.traffic().count(PUT);
            finished = end(run);
        }
        assertThat(putsInFiveSeconds).isBetween(20, 70);
        assertNothingLost(finished);
    }

    @Test
    void rows_left_out_by_sql() throws IOException {
        List<String> leftOut;
        try (Running run = slowRun()) {
            edit(3);
            Finished finished = end(run);
            leftOut = migration.server().expected().stream()
                    .filter(e -> e.object().table().equals("preview_cards")
                            && e.object().id() <= 10)
                    .map(e -> e.object().key())
                    .toList();
            assertThat(finished.json().get("objects").asInt())
                    .isEqualTo(migration.server().expected().size() - leftOut.size());
        }
        assertThat(leftOut).isNotEmpty();
        assertThat(migration.copies().keySet()).doesNotContainAnyElementsOf(leftOut);
        assertThat(migration
                        .compare(migration.server().expected().stream()
                                .filter(e -> !leftOut.contains(e.object().key())))
                        .differences())
                .isEmpty();
    }

    @Test
    void a_table_skipped() throws IOException {
        try (Running run = slowRun()) {
            edit(4);
            Finished finished = end(run);
            assertThat(finished.json().at("/tables/imports/objects").asInt()).isZero();
            assertThat(finished.json().at("/tables/preview_cards/objects").asInt())
                    .isPositive();
        }
        assertThat(migration.copies().keySet()).noneMatch(key -> key.startsWith("imports/"));
    }

    @Test
    void a_line_for_each_object() throws IOException {
        Finished finished;
        try (Running run = slowRun()) {
            edit(5);
            awaitSaved(run, "transfer.camel.yaml");
            run.until(() -> run.err().contains("INFO  copied "));
            finished = end(run);
        }
        assertNothingLost(finished);
    }

    @Test
    void a_webhook_for_dead_letters() throws IOException {
        List<String> posted = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/hook", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        migration.set(
                "custom.webhook", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        Finished finished;
        try (Running run = slowRun()) {
            edit(6);
            awaitSaved(run, "dead-letter.camel.yaml");
            proxy.mend();
            proxy.on(PUT.and(put -> put.key().contains("preview_cards/"))).then(answer(400, "InvalidArgument"));
            finished = run.await(Cli.PATIENCE).exits(3);
        } finally {
            receiver.stop(0);
        }
        assertThat(posted)
                .as(finished.err())
                .hasSize(finished.json().get("deadLetters").asInt())
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(letter).contains("preview_cards/", "InvalidArgument"));
    }

    @Test
    void a_second_destination(Site site) throws IOException {
        String second = migration.bucket() + "-second";
        migration.destination().createBucket(create -> create.bucket(second));
        migration.set("custom.second-bucket", second);
        int before;
        Finished finished;
        try (Running run = slowRun()) {
            edit(7);
            awaitSaved(run, "second.camel.yaml");
            awaitSaved(run, "transfer.camel.yaml");
            before = migration.copies().size();
            finished = end(run);
        }
        assertNothingLost(finished);
        List<String> there =
                migration.destination().listObjectsV2Paginator(list -> list.bucket(second)).contents().stream()
                        .map(S3Object::key)
                        .toList();
        assertThat(there)
                .hasSizeGreaterThanOrEqualTo(migration.copies().size() - before)
                .allSatisfy(key -> assertThat(migration.copies()).containsKey(key));
    }

    @Test
    void another_schedule() throws IOException {
        try (Served served = Served.start(migration, "--set", "serve.sync=0 0 0 1 1 ? 2099")) {
            assertThat(served.status().get("state").asText()).isEqualTo("idle");
            edit(8);
            awaitSaved(served.running(), "schedule-sync.camel.yaml");
            served.running().until(() -> served.running().err().contains("sync - ended: done"));
        }
        assertThat(migration.compare().differences()).isEmpty();
    }
}

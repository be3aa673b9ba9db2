package org.mediaferry.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.ledger.DeadLetter;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.outcome.Reason;
import org.slf4j.event.Level;

/** What the routes of the API ask. Takes and gives JSON; what it does not understand changes nothing. */
public final class Api {

    private static final Set<String> NUMBERS = Set.of("copiesAtOnce", "sourceRate", "destinationRate");
    private static final Set<String> LIMITS = Set.of("copiesAtOnce", "sourceRate", "destinationRate", "logLevel");

    /** A page of dead letters. */
    private static final int LETTERS = 50;

    private final Settings settings;
    private final Jobs jobs;
    private final LogLevel logLevel;
    private final RefusedFiles refused;
    private final ObjectMapper json = new ObjectMapper();

    Api(Settings settings, Jobs jobs, LogLevel logLevel, RefusedFiles refused) {
        this.settings = settings;
        this.jobs = jobs;
        this.logLevel = logLevel;
        this.refused = refused;
    }

    /** Where everything stands. */
    public String status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", jobs.state());
        status.put("takesOrders", jobs.takesOrders());
        status.put("run", jobs.watched().map(RunFigures::of).orElse(null));
        status.put("last", jobs.last().map(Api::figures).orElse(null));
        status.put("schedules", schedules());
        status.put("refusedRouteFiles", refused.all());
        status.put("logLevel", logLevel.get().name());
        status.put("ledger", Standing.read(settings.workDirectory()).figures());
        return written(status);
    }

    private Map<String, Object> schedules() {
        Map<String, Object> schedules = new LinkedHashMap<>();
        schedules.put(Order.SYNC, settings.serve().sync().toString());
        schedules.put(Order.REPLAY, settings.serve().replay().toString());
        return schedules;
    }

    private static Map<String, Object> figures(Ended ended) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("job", ended.job());
        figures.put("at", ended.at().toString());
        figures.put("result", ended.result());
        figures.put("why", ended.why());
        figures.put("figures", ended.figures());
        return figures;
    }

    /**
     * Starts a job, or does something with the one that goes on.
     *
     * @param job {@code sync} or {@code replay}
     * @param action {@code start}, {@code pause}, {@code resume} or {@code stop}
     * @param body for {@code replay/start} which dead letters: reason, table, key; else empty
     */
    public String act(String job, String action, @Nullable String body) {
        if (!Order.JOBS.contains(job)) {
            throw ApiException.notFound("there is no job \"" + job + "\"; there are: " + String.join(", ", Order.JOBS));
        }
        boolean filtered = job.equals(Order.REPLAY) && action.equals("start");
        Wanted wanted = Wanted.of(body, filtered ? Set.of("reason", "table", "key") : Set.of());
        if (action.equals("start")) {
            jobs.start(
                    job.equals(Order.REPLAY)
                            ? Order.replay(filter(wanted.text("reason"), wanted.text("table"), wanted.text("key")))
                            : Order.sync(false));
            return written(Map.of("state", "starting"));
        }
        if (!List.of("pause", "resume", "stop").contains(action)) {
            throw ApiException.notFound(
                    "a job does not \"" + action + "\"; it can be told to start, pause, resume or stop");
        }
        if (jobs.underWay().filter(order -> order.job().equals(job)).isEmpty()
                && jobs.watched().filter(run -> run.job().equals(job)).isEmpty()) {
            throw ApiException.conflict(job + " does not go on; the state is " + jobs.state());
        }
        switch (action) {
            case "pause" -> jobs.pause();
            case "resume" -> jobs.resume();
            default -> jobs.stop();
        }
        return written(Map.of("state", jobs.state()));
    }

    private static DeadLetterFilter filter(@Nullable String reason, @Nullable String table, @Nullable String key) {
        try {
            return new DeadLetterFilter(
                    reason == null ? null : Reason.named(reason),
                    table == null ? null : MastodonTable.named(table).tableName(),
                    key);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(e.getMessage());
        }
    }

    /**
     * Dead letters, the oldest first.
     *
     * @param reason of which class; null or empty = of any
     * @param after after this sequence number; null or empty = from the beginning
     */
    public String deadLetters(@Nullable String reason, @Nullable String after) {
        DeadLetterFilter filter = filter(reason == null || reason.isEmpty() ? null : reason, null, null);
        if (after != null && !after.matches("\\d{0,18}")) {
            throw ApiException.badRequest("after must be the sequence of a dead letter, was \"" + after + "\"");
        }
        long from = after == null || after.isEmpty() ? 0 : Long.parseLong(after);
        List<Map<String, Object>> letters =
                Ledger.look(settings.workDirectory(), ledger -> ledger.deadLetters(filter, from, LETTERS)).stream()
                        .flatMap(List::stream)
                        .map(Api::figures)
                        .toList();
        return written(Map.of("deadLetters", letters));
    }

    private static Map<String, Object> figures(DeadLetter letter) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("sequence", letter.sequence());
        figures.put("table", letter.object().table());
        figures.put("id", letter.object().id());
        // A number everywhere else, too; but JavaScript, and with it the page, rounds those above 2^53
        figures.put("idText", Long.toString(letter.object().id()));
        figures.put("attachment", letter.object().attachment());
        figures.put("style", letter.object().style());
        figures.put("key", letter.object().key());
        figures.put("reason", letter.reason().label());
        figures.put("cause", letter.cause());
        figures.put("tries", letter.tries());
        figures.put("lastAt", letter.lastAt().toString());
        return figures;
    }

    /**
     * Changes what goes on: copiesAtOnce, sourceRate, destinationRate (0 = as the settings say), logLevel.
     *
     * @param body what is to be changed, each a number but the level
     */
    public String limits(@Nullable String body) {
        Wanted wanted = Wanted.of(body, LIMITS);
        if (wanted.isEmpty()) {
            throw ApiException.badRequest("one of copiesAtOnce, sourceRate, destinationRate and logLevel is needed");
        }
        // All are understood before any is changed
        Map<String, Integer> numbers = wanted.numbers(NUMBERS);
        String name = wanted.text("logLevel");
        Level level = name == null ? null : level(name);
        if (!numbers.isEmpty()) {
            Limits.set(jobs.running(), numbers);
        }
        if (level != null) {
            logLevel.set(level);
        }
        return status();
    }

    private static Level level(String name) {
        try {
            return Level.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("logLevel must be ERROR, WARN, INFO, DEBUG or TRACE, was \"" + name + "\"");
        }
    }

    /** What an answer says when something is not done. */
    public String problem(Throwable problem) {
        return written(Map.of("error", String.valueOf(problem.getMessage())));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are always JSON", e);
        }
    }
}

package org.mediaferry.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.Tally;
import org.mediaferry.ledger.Tally.Kind;
import org.mediaferry.pace.Requests;
import org.mediaferry.pace.StorePace;
import org.mediaferry.sync.AtOnce;

/** What the run that goes on has done and is doing, as JSON has it. */
final class RunFigures {

    private RunFigures() {}

    static Map<String, Object> of(Watched watched) {
        Tally total = watched.run().progress().total();
        OptionalLong estimated = watched.estimatedObjects();
        double rate = watched.speed().objectsPerSecond();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("job", watched.job());
        figures.put("since", watched.began().truncatedTo(ChronoUnit.SECONDS).toString());
        figures.putAll(counts(total));
        figures.put("estimatedObjects", orNull(estimated));
        figures.put("objectsPerSecond", rounded(rate));
        figures.put("bytesPerSecond", Math.round(watched.speed().bytesPerSecond()));
        figures.put("estimatedEnd", end(estimated, total.objects(), rate));
        figures.put("open", watched.run().progress().open().size());
        AtOnce atOnce = watched.run().parts().atOnce();
        figures.put("inFlight", watched.inFlight());
        figures.put("copiesAtOnce", atOnce.now());
        figures.put("copiesAtMost", atOnce.most());
        figures.put("queues", watched.run().parts().engine().queues());
        figures.put("source", store(watched.run().turns().source()));
        figures.put("destination", store(watched.run().turns().destination()));
        figures.put("tables", tables(watched));
        return figures;
    }

    private static List<Map<String, Object>> tables(Watched watched) {
        List<Map<String, Object>> tables = new ArrayList<>();
        watched.run().progress().tallies().forEach((name, tally) -> {
            Map<String, Object> table = new LinkedHashMap<>();
            table.put("table", name);
            table.putAll(counts(tally));
            table.put("estimatedObjects", orNull(watched.estimatedObjects(name, tally)));
            tables.add(table);
        });
        return tables;
    }

    private static Map<String, Object> counts(Tally tally) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("rows", tally.rows());
        counts.put("objects", tally.objects());
        counts.put("copied", tally.of(Kind.COPIED));
        counts.put("alreadyThere", tally.of(Kind.ALREADY_THERE));
        counts.put("missing", tally.of(Kind.MISSING));
        counts.put("missingOptional", tally.of(Kind.MISSING_OPTIONAL));
        counts.put("obsolete", tally.of(Kind.OBSOLETE));
        counts.put("leftOut", tally.of(Kind.LEFT_OUT));
        counts.put("deadLetters", tally.of(Kind.DEAD_LETTER));
        counts.put("bytes", tally.bytes());
        return counts;
    }

    private static Map<String, Object> store(StorePace pace) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("waitedFor", pace.isWaitedFor());
        OptionalDouble limit = pace.perSecond();
        figures.put("requestsPerSecondAtMost", limit.isPresent() ? rounded(limit.getAsDouble()) : null);
        Map<String, Object> requests = new LinkedHashMap<>();
        for (Requests.Kind kind : Requests.Kind.values()) {
            requests.put(kind.label(), pace.requests().answered(kind));
        }
        figures.put("requests", requests);
        figures.put("failures", pace.requests().failures());
        return figures;
    }

    private static @Nullable String end(OptionalLong estimated, long done, double rate) {
        if (estimated.isEmpty() || rate <= 0) {
            return null;
        }
        long seconds = Math.round(Math.max(0, estimated.getAsLong() - done) / rate);
        return Instant.now()
                .plusSeconds(seconds)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}

package org.mediaferry.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.Counter;
import org.mediaferry.ledger.Holder;
import org.mediaferry.ledger.JobState;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.Measure;
import org.mediaferry.ledger.OutcomeKind;
import org.mediaferry.ledger.PauseNote;
import org.mediaferry.ledger.Totals;
import org.mediaferry.ledger.WorkDirectory;
import org.mediaferry.outcome.Reason;
import org.mediaferry.pace.Pause;

/**
 * Where the tables stand, as a work directory tells: what {@code status} prints and what the console shows.
 *
 * @param holder the process that works; null = none
 * @param pauses the stores that it waits for
 * @param jobs the tables; empty before the first run
 * @param totals how much is to be looked at; null before the first run
 * @param measure how fast the last run of some length copied; null while none is known
 */
public record Standing(
        @Nullable Holder holder,
        List<Pause> pauses,
        List<JobState> jobs,
        @Nullable Totals totals,
        @Nullable Measure measure) {

    /** Reads it, also while a process works. */
    public static Standing read(Path workDirectory) {
        Optional<Holder> holder = WorkDirectory.holder(workDirectory);
        List<Pause> pauses = holder.isPresent() ? PauseNote.read(workDirectory) : List.of();
        return Ledger.look(
                        workDirectory,
                        ledger -> new Standing(
                                holder.orElse(null),
                                pauses,
                                ledger.jobs(),
                                ledger.totals(),
                                ledger.measure().orElse(null)))
                .orElseGet(() -> new Standing(holder.orElse(null), pauses, List.of(), null, null));
    }

    /** Whether the measure is of the run that goes on now, and not of an earlier one. */
    public boolean measuresThisRun() {
        return measure != null
                && holder != null
                && !measure.ended().minus(measure.time()).isBefore(holder.since());
    }

    /** As JSON has it. */
    public Map<String, Object> figures() {
        Map<String, Object> status = new LinkedHashMap<>();
        if (totals == null && holder == null) {
            return Map.of("jobs", List.of());
        }
        status.put("running", holder != null);
        status.put("pid", holder == null ? null : holder.pid());
        status.put("paused", pauses.stream().map(Standing::figures).toList());
        status.put("jobs", jobs.stream().map(Standing::figures).toList());
        Totals known = totals == null ? new Totals(0, 0, Map.of(), 0, 0) : totals;
        status.put("deadLetters", known.allDeadLetters());
        status.put("deadLettersByReason", byReason(known));
        status.put("missing", known.missingMandatory());
        status.put("missingOptional", known.missingOptional());
        status.put("oddRows", known.oddRows());
        status.put("leftOut", known.leftOut());
        status.put("rate", measure == null ? null : rate(measure));
        return status;
    }

    private Map<String, Object> rate(Measure known) {
        Map<String, Object> rate = new LinkedHashMap<>();
        rate.put("objectsPerSecond", RunFigures.rounded(known.objectsPerSecond()));
        rate.put("bytesPerSecond", Math.round(known.bytesPerSecond()));
        rate.put("objects", known.objects());
        rate.put("bytes", known.bytes());
        rate.put("seconds", known.time().toMillis() / 1000.0);
        rate.put("measured", known.ended().toString());
        rate.put("ofThisRun", measuresThisRun());
        return rate;
    }

    private static Map<String, Long> byReason(Totals totals) {
        Map<String, Long> letters = new LinkedHashMap<>();
        for (Reason reason : Reason.values()) {
            if (totals.deadLetters().containsKey(reason)) {
                letters.put(reason.label(), totals.deadLetters().get(reason));
            }
        }
        return letters;
    }

    private static Map<String, Object> figures(Pause pause) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("store", pause.store());
        figures.put("since", pause.since().toString());
        figures.put("why", pause.why());
        return figures;
    }

    private static Map<String, Object> figures(JobState job) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("job", job.job().name());
        figures.put("checkpoint", job.mark() == Long.MIN_VALUE ? null : job.mark());
        figures.put("started", text(job.started()));
        figures.put("finished", text(job.finished()));
        figures.put("updated", text(job.updated()));
        for (OutcomeKind kind : OutcomeKind.values()) {
            figures.put(kind.label(), count(job, kind));
        }
        figures.put("bytes", bytes(job));
        return figures;
    }

    /** How many outcomes of a kind a table has had. */
    public static long count(JobState job, OutcomeKind kind) {
        return job.counters().stream()
                .filter(c -> c.kind() == kind)
                .mapToLong(Counter::objects)
                .sum();
    }

    /** Bytes of a table that were copied. */
    public static long bytes(JobState job) {
        return job.counters().stream()
                .filter(c -> c.kind() == OutcomeKind.COPIED)
                .mapToLong(Counter::bytes)
                .sum();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}

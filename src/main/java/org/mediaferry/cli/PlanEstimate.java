package org.mediaferry.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.Settings;
import org.mediaferry.ledger.Ledger;
import org.mediaferry.ledger.LedgerException;
import org.mediaferry.ledger.Measure;
import org.mediaferry.price.PriceList;
import org.mediaferry.provider.ProviderName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which requests a copy takes, how long, and what they cost: as far as that is known, and no further. */
final class PlanEstimate {

    private static final Logger LOG = LoggerFactory.getLogger(PlanEstimate.class);

    private final Settings settings;
    private final PriceList prices;
    private final PlanTotals totals;
    private final @Nullable Long lists;
    private final boolean withinOneStore;
    private final @Nullable Measure measure;

    /** @param lists how many listings it took to find what is there; null when nobody was asked */
    PlanEstimate(Settings settings, PriceList prices, PlanTotals totals, @Nullable Long lists) {
        this.settings = settings;
        this.prices = prices;
        this.totals = totals;
        this.lists = lists;
        this.withinOneStore = settings.copiesWithinOneStore();
        this.measure = measure(settings).orElse(null);
    }

    private static Optional<Measure> measure(Settings settings) {
        try {
            return Ledger.look(settings.workDirectory(), Ledger::measure).flatMap(measured -> measured);
        } catch (LedgerException e) {
            LOG.warn("plan - how fast the last run was is not known: {}", e.getMessage());
            return Optional.empty();
        }
    }

    String text() {
        List<String> lines = toCopy();
        lines.add(atTheLimits());
        lines.add(asMeasured());
        lines.add("Costs, for the sizes that are known:");
        costs().forEach(cost -> lines.add("  " + cost.text(prices.shownAs())));
        return "  " + String.join("\n  ", lines);
    }

    /** The beginning of the same: what there is to copy, and by which requests. */
    String summary() {
        return "  " + String.join("\n  ", toCopy());
    }

    private List<String> toCopy() {
        List<String> lines = new ArrayList<>();
        lines.add("To copy: " + Amounts.count(totals.toCopy()) + " objects, " + Amounts.bytes(totals.bytesToCopy())
                + " and what the " + Amounts.count(totals.sizeUnknownToCopy())
                + " of unknown size have: the database knows the size of originals only.");
        if (totals.leftOut() > 0) {
            lines.add(
                    "Left out: " + Amounts.count(totals.leftOut())
                            + " objects that must be private, because no ACL is sent. destination.private-objects can copy them.");
        }
        lines.add(requests());
        return lines;
    }

    private String requests() {
        String listings = lists == null ? "listings (not asked)" : Amounts.count(lists) + " LIST, as this plan took";
        String objects = withinOneStore
                ? Amounts.count(totals.toCopy()) + " HEAD and as many COPY, as both are one store; "
                : Amounts.count(totals.toCopy()) + " GET at the source; " + Amounts.count(totals.toCopy())
                        + " PUT at the destination and ";
        return "Requests: " + objects + listings + (withinOneStore ? "." : "; a HEAD where neither ETag is an MD5.");
    }

    private String atTheLimits() {
        Double seconds = secondsAtTheLimits();
        String head = "Time at the stores' limits: ";
        return seconds == null
                ? head + "none is known; source.max-rate, destination.max-rate or a provider sets one."
                : head + time(seconds) + ", at " + limit("source", settings.sourceMaxRate()) + " and "
                        + limit("destination", settings.destinationMaxRate()) + ".";
    }

    private String limit(String side, int rate) {
        return rate == 0
                ? "no known limit of the " + side
                : Amounts.count(rate) + "/s of the " + side + " (" + settings.origin(side + ".max-rate") + ")";
    }

    private @Nullable Double secondsAtTheLimits() {
        int gets = settings.sourceMaxRate();
        int puts = settings.destinationMaxRate();
        if (gets == 0 && puts == 0) {
            return null;
        }
        int slower = gets == 0 ? puts : puts == 0 ? gets : Math.min(gets, puts);
        return totals.toCopy() / (double) slower;
    }

    private String asMeasured() {
        String head = "Time at the measured rate: ";
        return measure == null
                ? head + "not measured yet; a run that copies " + Measure.FEWEST + " objects measures it."
                : head + time(secondsAsMeasured(measure)) + ", at "
                        + Amounts.count(Math.round(measure.objectsPerSecond()))
                        + " objects/s of the run that was measured last, "
                        + measure.ended().truncatedTo(ChronoUnit.SECONDS) + ", with " + Amounts.count(measure.objects())
                        + " copied.";
    }

    private double secondsAsMeasured(Measure last) {
        return totals.toCopy() / last.objectsPerSecond();
    }

    private static String time(double seconds) {
        return Amounts.time(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private List<PlanCost> costs() {
        long objects = totals.toCopy();
        long bytes = totals.bytesToCopy();
        ProviderName from = settings.sourceProvider();
        ProviderName to = settings.destinationProvider();
        PlanCost source = prices.of(from)
                .map(p -> new PlanCost(
                        "source",
                        from,
                        p,
                        p.ofRequests(objects, 0, 0),
                        withinOneStore ? null : p.ofEgress(bytes),
                        null))
                .orElseGet(() -> new PlanCost("source", from, null, null, null, null));
        PlanCost destination = prices.of(to)
                .map(p -> new PlanCost(
                        "destination",
                        to,
                        p,
                        p.ofRequests(0, objects, lists == null ? 0 : lists),
                        null,
                        p.ofStorage(bytes)))
                .orElseGet(() -> new PlanCost("destination", to, null, null, null, null));
        return List.of(source, destination);
    }

    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("objects", totals.toCopy());
        figures.put("bytesKnown", totals.bytesToCopy());
        figures.put("sizeUnknown", totals.sizeUnknownToCopy());
        figures.put("requests", requestFigures());
        figures.put("sourceMaxRate", settings.sourceMaxRate() == 0 ? null : settings.sourceMaxRate());
        figures.put("destinationMaxRate", settings.destinationMaxRate() == 0 ? null : settings.destinationMaxRate());
        figures.put("secondsAtLimits", secondsAtTheLimits());
        figures.put("measuredObjectsPerSecond", measure == null ? null : measure.objectsPerSecond());
        figures.put("measuredAt", measure == null ? null : measure.ended().toString());
        figures.put("secondsAsMeasured", measure == null ? null : secondsAsMeasured(measure));
        figures.put("costs", costs().stream().map(PlanCost::figures).toList());
        return figures;
    }

    private Map<String, @Nullable Object> requestFigures() {
        Map<String, @Nullable Object> requests = new LinkedHashMap<>();
        requests.put("get", withinOneStore ? 0 : totals.toCopy());
        requests.put("put", withinOneStore ? 0 : totals.toCopy());
        requests.put("copy", withinOneStore ? totals.toCopy() : 0);
        requests.put("head", withinOneStore ? totals.toCopy() : 0);
        requests.put("list", lists);
        return requests;
    }
}

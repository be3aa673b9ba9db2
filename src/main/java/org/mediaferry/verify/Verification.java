package org.mediaferry.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.catalog.Page;
import org.mediaferry.presence.Found;
import org.mediaferry.presence.Presence;

/**
 * Compares the objects of pages of rows with the destination, and with the source where it is given one. Holds a page
 * and nothing else. docs/decisions/0011-what-verify-calls-wrong.md has the rules.
 */
public final class Verification {

    private final Presence destination;
    private final @Nullable Presence source;
    private final UnaryOperator<String> keyOfCopy;
    private final Rows rows;
    private final KnownMissing known;
    private final Predicate<MediaObject> leftOut;
    private final Findings findings;
    private final Sample sample;
    private final Doubts doubts;

    /**
     * @param destination an exact look at its bucket
     * @param source an exact look at its bucket, or null not to ask it
     * @param keyOfCopy the key at the destination for one at the source
     * @param rows read again before anything is called wrong
     * @param known asked where the source is not
     * @param leftOut which objects are not copied, by the settings
     * @param sample what is right is offered to it
     */
    public Verification(
            Presence destination,
            @Nullable Presence source,
            UnaryOperator<String> keyOfCopy,
            Rows rows,
            KnownMissing known,
            Predicate<MediaObject> leftOut,
            Findings findings,
            Sample sample) {
        this.destination = destination;
        this.source = source;
        this.keyOfCopy = keyOfCopy;
        this.rows = rows;
        this.known = known;
        this.leftOut = leftOut;
        this.findings = findings;
        this.sample = sample;
        this.doubts = new Doubts(destination, source);
    }

    /**
     * Looks at the objects of a page.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when a store cannot be asked
     */
    public void check(Page page) {
        Counts counts = findings.of(page.table());
        List<Look> looks = look(page.objects());
        doubts.looked(looks.size());
        looks.stream().filter(look -> look.verdict().isRight()).forEach(look -> right(counts, look));
        List<Look> doubtful =
                looks.stream().filter(look -> !look.verdict().isRight()).toList();
        if (!doubtful.isEmpty()) {
            settle(page, doubtful, counts);
        }
    }

    private void right(Counts counts, Look look) {
        counts.addRight(look.verdict());
        sample.offer(look);
    }

    private List<Look> look(List<MediaObject> objects) {
        Map<MediaObject, String> keys = new HashMap<>();
        objects.forEach(object -> keys.put(object, keyOfCopy.apply(object.key())));
        Map<String, Found> copies = destination.lookUp(keys.values());
        Map<String, Found> originals = source == null
                ? Map.of()
                : source.lookUp(objects.stream().map(MediaObject::key).toList());
        return objects.stream()
                .map(object -> new Look(
                        object,
                        keys.get(object),
                        copies.get(keys.get(object)),
                        originals.get(object.key()),
                        source != null))
                .toList();
    }

    /** Nothing is called wrong on the word of listings and of a row that was read before them. */
    private void settle(Page page, List<Look> doubtful, Counts counts) {
        Set<String> knownMissing = source == null
                ? known.of(doubtful.stream()
                        .filter(look -> look.verdict() == Verdict.MISSING)
                        .map(Look::object)
                        .toList())
                : Set.of();
        List<Look> open =
                doubtful.stream().filter(look -> !isKnown(look, knownMissing)).toList();
        List<Look> settled = new ArrayList<>(doubts.settle(open));
        doubtful.stream().filter(look -> isKnown(look, knownMissing)).forEach(settled::add);
        Map<String, MediaObject> now = namedNow(page, settled);
        for (Look look : settled) {
            MediaObject named = now.get(look.object().key());
            if (named == null && !look.verdict().isRight()) {
                counts.addObsolete(1);
            } else {
                report(named == null ? look : look.of(named), knownMissing, counts);
            }
        }
    }

    private static boolean isKnown(Look look, Set<String> knownMissing) {
        return look.copy() == null && knownMissing.contains(look.object().key());
    }

    private void report(Look look, Set<String> knownMissing, Counts counts) {
        if (look.verdict().isRight()) {
            right(counts, look);
        } else if (isKnown(look, knownMissing)) {
            findings.add(finding(look, Finding.Kind.MISSING_AT_SOURCE, "missing at the source, by the ledger"));
        } else if (look.verdict() == Verdict.MISSING && leftOut.test(look.object())) {
            findings.add(finding(look, Finding.Kind.LEFT_OUT, "it must be private, and no ACL is sent"));
        } else {
            findings.add(finding(look, look.verdict().finding().orElseThrow(), look.what()));
        }
    }

    private static Finding finding(Look look, Finding.Kind kind, String what) {
        return new Finding(
                kind,
                look.object().table(),
                look.object(),
                look.key(),
                look.copy() == null ? null : look.copy().size(),
                null,
                what);
    }

    /** What the rows of these looks name now, by key. A row that came in between must not hide another one. */
    private Map<String, MediaObject> namedNow(Page page, List<Look> looks) {
        long last = looks.stream().mapToLong(look -> look.object().id()).max().orElse(page.after());
        Map<String, MediaObject> named = new HashMap<>();
        long after = looks.stream().mapToLong(look -> look.object().id()).min().orElse(page.after()) - 1;
        for (Page now = read(page, after); !now.isEnd(); now = read(page, now.last())) {
            now.objects().forEach(object -> named.put(object.key(), object));
            if (now.last() >= last) {
                break;
            }
        }
        return named;
    }

    private Page read(Page page, long after) {
        return rows.page(page.table(), after, Math.max(1, page.rows()));
    }
}

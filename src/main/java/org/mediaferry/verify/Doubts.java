package org.mediaferry.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.presence.Found;
import org.mediaferry.presence.Presence;

/** Asks for objects by themselves (HEAD) where listings say that something is wrong, as far as {@link Trust} goes. */
final class Doubts {

    private final Presence destination;
    private final @Nullable Presence source;
    private final Trust trust = new Trust();

    /** @param source null where it is not asked */
    Doubts(Presence destination, @Nullable Presence source) {
        this.destination = destination;
        this.source = source;
    }

    /** Counts objects that listings were asked about. */
    void looked(int objects) {
        trust.looked(objects);
    }

    /**
     * Looks again.
     *
     * @param doubtful looks, none of which is right
     * @return as many looks, of the same objects in any order; some are right now
     */
    List<Look> settle(List<Look> doubtful) {
        // An encrypted object's ETag is no hash, which only its own answer says
        List<Look> otherHash = doubtful.stream()
                .filter(look -> look.verdict() == Verdict.OTHER_HASH)
                .toList();
        List<Look> rest = doubtful.stream()
                .filter(look -> look.verdict() != Verdict.OTHER_HASH)
                .toList();
        List<Look> answers = new ArrayList<>(ask(otherHash));
        if (rest.isEmpty()) {
            return answers;
        }
        List<Look> chosen = trust.choose(rest);
        List<Look> left = new ArrayList<>(rest);
        left.removeAll(new HashSet<>(chosen));
        List<Look> asked = ask(chosen);
        boolean listingsWereWrong = IntStream.range(0, asked.size())
                .anyMatch(i -> asked.get(i).verdict() != chosen.get(i).verdict());
        answers.addAll(asked);
        answers.addAll(listingsWereWrong ? ask(left) : left);
        return answers;
    }

    /** What the source lacks indeed, the destination need not be asked for: its absence is no problem. */
    private List<Look> ask(List<Look> looks) {
        Map<String, Found> originals = source == null
                ? Map.of()
                : source.askEach(keys(looks, look -> look.object().key()));
        List<Look> open = looks.stream()
                .filter(look -> look.verdict() != Verdict.MISSING_AT_SOURCE
                        || originals.containsKey(look.object().key()))
                .toList();
        Map<String, Found> copies = destination.askEach(keys(open, Look::key));
        return looks.stream()
                .map(look -> look.again(
                        copies.get(look.key()), originals.get(look.object().key())))
                .toList();
    }

    private static Set<String> keys(List<Look> looks, Function<Look, String> key) {
        return looks.stream().map(key).collect(Collectors.toSet());
    }
}

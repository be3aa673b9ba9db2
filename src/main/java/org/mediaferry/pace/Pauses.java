package org.mediaferry.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which stores are waited for, since when and why. Says so in the log when a wait begins and when it ends, once the listener
 * knows: whoever reads the log may ask for the status.
 */
public final class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

    private final Map<String, Pause> pauses = new TreeMap<>();
    private final Duration interval;
    private final Consumer<List<Pause>> listener;

    /**
     * @param interval how often a store in trouble is asked
     * @param listener told of each change, with all pauses there are then
     */
    public Pauses(Duration interval, Consumer<List<Pause>> listener) {
        this.interval = interval;
        this.listener = listener;
    }

    /** All that there are now, by store. */
    public synchronized List<Pause> all() {
        return List.copyOf(pauses.values());
    }

    synchronized void began(String store, String why) {
        Pause before = pauses.get(store);
        Instant since = before == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : before.since();
        Pause pause = new Pause(store, since, why);
        if (pause.equals(before)) {
            return;
        }
        pauses.put(store, pause);
        listener.accept(all());
        if (before == null) {
            LOG.warn(
                    "{} - paused: {}; nothing is lost, it is asked again every {}, and at once on kill -CONT {}",
                    store,
                    why,
                    words(interval),
                    ProcessHandle.current().pid());
        }
    }

    /** Takes note of a wait that is no store's. */
    synchronized void add(Pause pause) {
        pauses.put(pause.store(), pause);
        listener.accept(all());
    }

    /** Takes note of its end. */
    synchronized void remove(String who) {
        pauses.remove(who);
        listener.accept(all());
    }

    synchronized void ended(String store) {
        Pause pause = pauses.remove(store);
        if (pause != null) {
            listener.accept(all());
            LOG.info("{} - goes on after {}", store, words(Duration.between(pause.since(), Instant.now())));
        }
    }

    private static String words(Duration time) {
        return time.toSeconds() == 0
                ? time.toMillis() + "ms"
                : time.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}

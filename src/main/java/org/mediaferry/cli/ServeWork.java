package org.mediaferry.cli;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.mediaferry.Wiring;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.config.Settings;
import org.mediaferry.console.Ended;
import org.mediaferry.console.Order;
import org.mediaferry.console.Watched;
import org.mediaferry.console.Work;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.sync.CopyRun;
import org.mediaferry.sync.ReplayRun;
import org.mediaferry.sync.Selection;
import org.mediaferry.sync.SyncRun;

/** The jobs that a process which stays up can do, with settings that stay the same. */
final class ServeWork implements Work {

    private final Settings settings;

    ServeWork(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Ended run(Order order, Consumer<Watched> watched) {
        try (Wiring wiring = new Wiring(settings, true)) {
            return order.job().equals("replay")
                    ? replay(wiring, order.letters(), watched)
                    : sync(wiring, order.follow(), watched);
        }
    }

    private Ended sync(Wiring wiring, boolean follow, Consumer<Watched> watched) {
        SyncRun sync = wiring.syncRun(Selection.ALL);
        Map<String, OptionalLong> present = sync.readable(List.of(MastodonTable.values()));
        List<String> tables = List.copyOf(present.keySet());
        return attended("sync", wiring, sync, present, watched, () -> {
            if (follow) {
                sync.follow(tables, settings.serve().followInterval());
            } else {
                sync.copy(tables);
            }
        });
    }

    private Ended replay(Wiring wiring, DeadLetterFilter letters, Consumer<Watched> watched) {
        ReplayRun replay = wiring.replayRun(letters);
        return attended("replay", wiring, replay, Map.of(), watched, replay::replay);
    }

    private Ended attended(
            String job,
            Wiring wiring,
            CopyRun run,
            Map<String, OptionalLong> rows,
            Consumer<Watched> watched,
            Runnable work) {
        Closing closing = new Closing(run, wiring.ledger(), settings.privacy());
        Watched seen = Watched.begin(job, run, rows);
        watched.accept(seen);
        ProgressDisplay display = ProgressDisplay.lines(seen);
        try {
            work.run();
        } finally {
            display.close();
        }
        return closing.ended(job);
    }
}

package org.mediaferry.sync;

import java.time.Duration;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Recorder;
import org.mediaferry.pace.Turns;

/** Queues dead letters again and waits for what becomes of them. */
public final class ReplayRun implements CopyRun {

    private final Engine engine;
    private final Recorder recorder;
    private final Progress progress;
    private final Replay replay;
    private final Run run;
    private final Turns turns;
    private final Draining draining;

    /** @param commitInterval the longest that an outcome waits for its commit */
    public ReplayRun(
            Engine engine,
            Recorder recorder,
            Progress progress,
            Replay replay,
            Run run,
            Turns turns,
            Duration commitInterval) {
        this.engine = engine;
        this.recorder = recorder;
        this.progress = progress;
        this.replay = replay;
        this.run = run;
        this.turns = turns;
        this.draining = new Draining(engine, progress, recorder, run, commitInterval);
    }

    /** Replays. Returns when each letter has its outcome, or when the run was stopped. */
    public void replay() {
        Waiting.until(replay.ended(), run, () -> engine.startRoute("replay"));
        engine.stopRoute("replay");
        draining.await();
        engine.close();
        recorder.end();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Run run() {
        return run;
    }

    @Override
    public Turns turns() {
        return turns;
    }
}

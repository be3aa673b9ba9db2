package org.mediaferry.sync;

import java.time.Duration;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Recorder;

/** Queues dead letters again and waits for what becomes of them. */
public final class ReplayRun implements CopyRun {

    private final Engine engine;
    private final Recorder recorder;
    private final Progress progress;
    private final Replay replay;
    private final Run run;
    private final Draining draining;

    /** @param commitInterval the longest that an outcome waits for its commit */
    public ReplayRun(
            Engine engine, Recorder recorder, Progress progress, Replay replay, Run run, Duration commitInterval) {
        this.engine = engine;
        this.recorder = recorder;
        this.progress = progress;
        this.replay = replay;
        this.run = run;
        this.draining = new Draining(engine, progress, run, commitInterval);
    }

    /** Replays. Returns when each letter has its outcome, or when the run was stopped. */
    public void replay() {
        Waiting.until(replay.ended(), run, () -> engine.startRoute("replay"));
        engine.stopRoute("replay");
        draining.await();
        engine.close();
        recorder.checkpoint();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Run run() {
        return run;
    }
}

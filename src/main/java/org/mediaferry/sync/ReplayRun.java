package org.mediaferry.sync;

import java.util.concurrent.CompletableFuture;
import org.mediaferry.ledger.Progress;
import org.mediaferry.ledger.Recorder;

/** Queues dead letters again and waits for what becomes of them. */
public final class ReplayRun implements CopyRun {

    private final Engine engine;
    private final Recorder recorder;
    private final Progress progress;
    private final Replay replay;
    private final Run run;

    public ReplayRun(Engine engine, Recorder recorder, Progress progress, Replay replay, Run run) {
        this.engine = engine;
        this.recorder = recorder;
        this.progress = progress;
        this.replay = replay;
        this.run = run;
    }

    /** Replays. Returns when each letter has its outcome, or when the run was stopped. */
    public void replay() {
        engine.startRoute("replay");
        CompletableFuture.anyOf(replay.ended(), run.stopped()).join();
        engine.stopRoute("replay");
        Draining.await(progress, run);
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

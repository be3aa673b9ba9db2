package org.mediaferry.sync;

/** Queues dead letters again and waits for what becomes of them. */
public final class ReplayRun implements CopyRun {

    private final RunParts parts;
    private final Replay replay;

    /** @param replay the one that the routes know */
    public ReplayRun(RunParts parts, Replay replay) {
        this.parts = parts;
        this.replay = replay;
    }

    /** Replays. Returns when each letter has its outcome, or when the run was stopped. */
    public void replay() {
        parts.recorder().begin();
        Waiting.until(replay.ended(), run(), () -> parts.engine().startRoute("replay"));
        parts.engine().stopRoute("replay");
        parts.draining().await();
        parts.engine().close();
        parts.recorder().end();
    }

    @Override
    public RunParts parts() {
        return parts;
    }
}

package org.mediaferry.ledger;

import java.util.List;
import java.util.Map;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.Reason;

/** Objects, outcomes and batches for the tests of this package. */
final class Samples {
    static final Job ACCOUNTS = new Job("accounts", Only.ALL);

    private Samples() {}

    static MediaObject avatar(long id) {
        return avatar(id, "accounts/avatars/" + id + "/original/a.png");
    }

    static MediaObject avatar(long id, String key) {
        return new MediaObject("accounts", id, "avatar", "original", key, "public-read", true, 100L, false);
    }

    static MediaObject remoteAvatar(long id) {
        String key = "cache/accounts/avatars/" + id + "/static/a.png";
        return new MediaObject("accounts", id, "avatar", "static", key, null, false, null, true);
    }

    static Outcome copied(long id) {
        return new Outcome.Copied(avatar(id), 100);
    }

    static Outcome missing(long id) {
        return new Outcome.Missing(avatar(id), null);
    }

    static Outcome dead(long id) {
        return dead(avatar(id), Reason.TRANSIENT);
    }

    static Outcome dead(MediaObject object, Reason reason) {
        return new Outcome.DeadLetter(object, reason, "IOException: reset", 5);
    }

    static Batch batch(Outcome... outcomes) {
        return new Batch(List.of(outcomes), List.of(), Map.of(), Only.ALL);
    }

    static Batch mark(Job job, long id) {
        return new Batch(List.of(), List.of(), Map.of(job, id), job.only());
    }
}

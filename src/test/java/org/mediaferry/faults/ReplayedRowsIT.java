package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.keyWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;

/** Dead letters whose rows have changed since: a replay does what the database says now. */
@ExtendWith(Site.Resolver.class)
class ReplayedRowsIT {

    private final Migration migration;
    private final FaultProxy proxy;
    private final int deadLetters;

    ReplayedRowsIT(Site site) {
        migration = site.migration(site.smallToChange());
        proxy = migration.beforeDestination();
        proxy.on(PUT.and(keyWith("/small/"))).then(answer(403, "AccessDenied"));
        deadLetters = migration
                .run("sync", "media_attachments", "--format", "json")
                .exits(3)
                .json()
                .get("deadLetters")
                .asInt();
        proxy.mend();
        proxy.traffic().forget();
    }

    @Test
    void media_of_an_account_that_was_suspended_meanwhile_are_private() {
        migration.server().execute("UPDATE accounts SET suspended_at = now()");
        proxy.on(PUT.and(request -> request.head().get("x-amz-acl").equals(Optional.of("public-read"))))
                .then(answer(403, "AccessDenied"));

        assertThat(replay().get("copied").asInt()).isEqualTo(deadLetters);
    }

    @Test
    void what_no_row_names_any_more_is_obsolete() {
        migration
                .server()
                .execute("UPDATE media_attachments SET file_file_name = 'other.png', thumbnail_file_name = NULL");

        assertThat(replay().get("obsolete").asInt()).isEqualTo(deadLetters);
        assertThat(proxy.traffic().count(PUT)).isZero();
    }

    private JsonNode replay() {
        Finished run = migration.run("replay", "--format", "json").exits(0);
        assertThat(migration.run("report", "--failed", "--format", "jsonl").out())
                .isEmpty();
        return run.json();
    }
}

package org.mediaferry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Kind.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Browser;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Served;
import org.mediaferry.harness.Site;

/** The dead letters on the status page, in a real browser. */
@ExtendWith(Site.Resolver.class)
class DeadLettersPageIT {

    private final Migration migration;

    DeadLettersPageIT(Site site) {
        this.migration = site.migration(site.small());
    }

    @Test
    void a_row_is_shown_with_all_digits_of_its_id() {
        MediaObject failing = migration.server().expected().stream()
                .filter(Expected::presentAtSource)
                .map(Expected::object)
                .filter(object -> isRoundedByScripts(object.id()))
                .findFirst()
                .orElseThrow();
        migration
                .beforeDestination()
                .on(PUT.and(put -> put.key().contains(failing.key())))
                .then(answer(400, "InvalidArgument"));
        try (Served served = Served.start(migration)) {
            served.startJob("sync");
            served.awaitState("idle");
            try (Browser page = Browser.open(served, false)) {
                page.awaitText("#failures", "1 × other");

                page.clickText("Show");

                page.awaitText("#letters", failing.key());
                assertThat(page.text("#letters"))
                        .startsWith(failing.table() + " " + failing.id() + " · " + failing.key());
                page.screenshot("dead-letters");
                page.assertNothingWrong();
            }
            JsonNode letter = served.get("/api/dead-letters").is(200).json().at("/deadLetters/0");
            assertThat(letter.get("id").isIntegralNumber()).isTrue();
            assertThat(letter.get("id").asLong()).isEqualTo(failing.id());
        }
    }

    /** JavaScript prints 17 digits of a number at most, and zeros for the rest: 104530971904218117 ends with 110 there. */
    private static boolean isRoundedByScripts(long id) {
        return id > 100_000_000_000_000_000L && id % 10 != 0;
    }
}

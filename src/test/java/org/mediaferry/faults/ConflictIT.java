package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Site;
import software.amazon.awssdk.core.sync.RequestBody;

/** A key that is already at the destination with another size than the database says. */
@ExtendWith(Site.Resolver.class)
class ConflictIT {

    private static final String STRANGE = "left by another tool";

    private final Migration migration;
    private final Expected conflict;

    ConflictIT(Site site) {
        migration = site.migration(site.small());
        conflict = migration.server().expected("accounts").stream()
                .filter(e -> e.presentAtSource() && e.object().size() != null)
                .findFirst()
                .orElseThrow();
        migration
                .destination()
                .putObject(
                        put -> put.bucket(migration.bucket())
                                .key(conflict.object().key()),
                        RequestBody.fromString(STRANGE));
    }

    @Test
    void is_copied_again_by_default_and_counted_as_replaced() {
        var run = migration.run("sync", "accounts", "--format", "json").exits(0).json();

        assertThat(run.get("copied").asInt()).isEqualTo(present());
        assertThat(run.get("replaced").asInt()).isEqualTo(1);
        assertThat(run.get("tables").get("accounts").get("replaced").asInt()).isEqualTo(1);
        assertThat(run.get("alreadyThere").asInt()).isZero();
        assertThat(migration
                        .compare(migration.server().expected("accounts").stream())
                        .differences())
                .isEmpty();

        var second = migration
                .run("sync", "accounts", "--restart", "--format", "json")
                .exits(0)
                .json();

        assertThat(second.get("copied").asInt()).isZero();
        assertThat(second.get("replaced").asInt()).isZero();
    }

    @Test
    void is_kept_when_the_settings_say_so_and_counted_as_kept() {
        migration.set("destination.on-conflict", "keep");

        var run = migration.run("sync", "accounts").exits(0);

        assertThat(run.out())
                .contains("Left as they are, though their size is not the one that the database says: 1.")
                .doesNotContain("Replaced at the destination");
        assertThat(there()).isEqualTo(STRANGE);

        var second = migration
                .run("sync", "accounts", "--restart", "--format", "json")
                .exits(0)
                .json();

        assertThat(second.get("copied").asInt()).isZero();
        assertThat(second.get("alreadyThere").asInt()).isEqualTo(present());
        assertThat(second.get("kept").asInt()).isEqualTo(1);
    }

    @Test
    void is_a_dead_letter_when_the_settings_say_so_and_no_replay_replaces_it() {
        migration.set("destination.on-conflict", "fail");

        var run = migration.run("sync", "accounts", "--format", "json").exits(3).json();

        assertThat(run.get("copied").asInt()).isEqualTo(present() - 1);
        assertThat(run.get("deadLetters").asInt()).isEqualTo(1);
        assertThat(migration.run("report", "--failed", "--format", "jsonl").jsonLines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.get("key").asText())
                            .isEqualTo(conflict.object().key());
                    assertThat(line.get("reason").asText()).isEqualTo("other");
                    assertThat(line.get("cause").asText())
                            .contains(
                                    "the destination has " + STRANGE.length() + " bytes",
                                    "the database says " + conflict.object().size(),
                                    "destination.on-conflict is fail");
                });

        migration.run("replay").exits(3);
        assertThat(there()).isEqualTo(STRANGE);

        migration.set("destination.on-conflict", "overwrite");
        migration.run("replay").exits(0);
        assertThat(migration
                        .compare(migration.server().expected("accounts").stream())
                        .differences())
                .isEmpty();
    }

    private long present() {
        return migration.server().expected("accounts").stream()
                .filter(Expected::presentAtSource)
                .count();
    }

    private String there() {
        return migration
                .destination()
                .getObjectAsBytes(get ->
                        get.bucket(migration.bucket()).key(conflict.object().key()))
                .asUtf8String();
    }
}

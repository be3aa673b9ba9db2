package org.mediaferry.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.changingBody;
import static org.mediaferry.harness.Faults.holdUntil;
import static org.mediaferry.harness.Kind.GET;
import static org.mediaferry.harness.Kind.HEAD;
import static org.mediaferry.harness.Kind.LIST;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.keyWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.demo.Expected;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Finished;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Running;
import org.mediaferry.harness.Site;

/** {@code mediaferry verify} beside a sync and before stores that lie, and what it asks them. */
@ExtendWith(Site.Resolver.class)
class VerifyFaultsIT {

    private static final Pattern LISTED = Pattern.compile("(?s)<Contents>.*?</Contents>");

    @Test
    void a_complete_copy_takes_a_few_listings_and_no_other_request(Site site) {
        Migration migration = site.migration(site.large());
        migration.run("sync").exits(0);
        FaultProxy source = migration.beforeSource();
        FaultProxy destination = migration.beforeDestination();

        JsonNode plain = migration.run("verify", "--format", "json").exits(0).json();

        assertThat(source.traffic().count(entry -> true)).isZero();
        // Objects whose names sort differently in some stores, and folders with one object, are asked for by HEAD
        assertThat(destination.traffic().count(entry -> !Set.of(LIST, HEAD).contains(entry.kind())))
                .isZero();
        assertThat(destination.traffic().count(entry -> true)).isLessThanOrEqualTo(60);
        assertThat(plain.get("objects").asLong()).isGreaterThan(2000);

        // What the source is said to lack, it is asked for once more
        int lacking = (int) migration.server().expected().stream()
                .filter(e -> !e.presentAtSource())
                .count();
        destination.traffic().forget();
        migration.run("verify", "--source", "--orphans", "--format", "json").exits(0);

        assertThat(source.traffic().count(GET) + destination.traffic().count(GET))
                .isZero();
        assertThat(destination.traffic().count(entry -> true)).isLessThanOrEqualTo(60 + 4);
        assertThat(source.traffic().count(entry -> true)).isLessThanOrEqualTo(60 + lacking);
        assertThat(destination.traffic().count(PUT) + source.traffic().count(PUT))
                .isZero();
    }

    @Test
    void runs_beside_a_sync_and_does_not_disturb_it(Site site) {
        // On a busy machine the puts that are held may meet a time-out, and are tried again
        Migration migration = site.migration(site.small()).set("retry.attempts", "10");
        CountDownLatch letGo = new CountDownLatch(1);
        FaultProxy proxy = migration.beforeDestination();
        proxy.on(PUT.and(keyWith("preview_card"))).then(holdUntil(letGo));
        try (Running sync = migration.start("sync")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> proxy.traffic()
                                    .count(entry ->
                                            entry.kind() == PUT && entry.key().contains("preview_card"))
                            > 0);
            // What is in flight may be finished or not: the tables before are complete
            Finished whole = migration.run("verify", "--format", "jsonl").exits(4);

            assertThat(whole.jsonLines().stream()
                            .filter(line -> line.get("problem").asBoolean())
                            .map(line -> line.get("table").asText()))
                    .contains("preview_cards")
                    .doesNotContain("site_uploads", "accounts");
            assertThat(sync.isAlive()).isTrue();
            letGo.countDown();
            migration.run("verify", "site_uploads").exits(0);
            sync.await(Duration.ofSeconds(90)).exits(0);
        }
        migration.run("verify").exits(0);
        assertThat(migration.compare().differences()).isEmpty();
    }

    @Test
    void a_store_whose_listings_are_out_of_order_is_asked_for_each_object(Site site) {
        Migration migration = site.migration(site.small());
        migration.run("sync").exits(0);
        Expected lost = migration.server().expected("media_attachments").stream()
                .filter(Expected::presentAtSource)
                .findFirst()
                .orElseThrow();
        migration
                .destination()
                .deleteObject(delete -> delete.bucket(migration.bucket()).key(lost.key()));
        FaultProxy proxy = migration.beforeDestination();
        proxy.on(LIST).then(changingBody(VerifyFaultsIT::backwards));

        Finished run = migration.run("verify", "--format", "jsonl").exits(4);

        assertThat(run.jsonLines().stream()
                        .filter(line -> line.get("problem").asBoolean())
                        .map(line -> line.get("key").asText()))
                .containsExactly(lost.key());
        assertThat(run.err()).contains("listings cannot be used");
        assertThat(proxy.traffic().count(HEAD))
                .isGreaterThanOrEqualTo(migration.server().expected().size());
    }

    @Test
    void a_store_that_refuses_in_the_middle_ends_it_and_says_which(Site site) {
        Migration migration = site.migration(site.small());
        migration.run("sync").exits(0);
        migration
                .beforeDestination()
                .on(LIST.and(
                        request -> request.query().getOrDefault("prefix", "").contains("media_attachments")))
                .then(answer(400, "InvalidRequest"));

        Finished run = migration.run("verify").exits(1);

        assertThat(run.err()).contains("stopped before the end", "400").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    private static byte[] backwards(byte[] answer) {
        String text = new String(answer, UTF_8);
        List<String> listed = new ArrayList<>(
                LISTED.matcher(text).results().map(MatchResult::group).toList());
        Collections.reverse(listed);
        var next = listed.iterator();
        return LISTED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(next.next()))
                .getBytes(UTF_8);
    }
}

package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

    @TempDir
    private Path home;

    @Test
    void a_provider_replaces_defaults_and_says_so() {
        Settings settings = Written.in(
                        home,
                        "destination.provider = cloudflare-r2",
                        "destination.endpoint = https://0123.r2.cloudflarestorage.com",
                        "destination.bucket = media")
                .load();

        assertThat(settings.destination().region()).isEqualTo("auto");
        assertThat(settings.destination().pathStyle()).isTrue();
        assertThat(settings.putHeaders().acl()).isEqualTo(DestinationAcl.NONE);
        assertThat(settings.transfer().multipartAbove()).isEqualTo((5L << 30) - (5 << 20));
        assertThat(settings.origin("destination.acl")).isEqualTo("preset of provider cloudflare-r2");
        assertThat(settings.origin("destination.region")).isEqualTo("preset of provider cloudflare-r2");
        assertThat(settings.origin("source.region")).isEqualTo("default");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void what_somebody_set_counts_more() {
        Settings settings = Written.in(
                        home,
                        "destination.provider = ovh",
                        "destination.endpoint = https://s3.gra.io.cloud.ovh.net",
                        "destination.region = rbx",
                        "destination.path-style = false",
                        "destination.bucket = media")
                .set("destination.max-rate=0")
                .load();

        assertThat(settings.destination().region()).isEqualTo("rbx");
        assertThat(settings.destination().pathStyle()).isFalse();
        assertThat(settings.destination().maxRate()).isZero();
        assertThat(settings.origin("destination.max-rate")).isEqualTo("--set destination.max-rate");
    }

    @Test
    void an_acl_that_the_provider_would_ignore_is_warned_of() {
        Settings settings = Written.in(
                        home,
                        "destination.provider = minio",
                        "destination.endpoint = http://127.0.0.1:9000",
                        "destination.bucket = media",
                        "destination.acl = auto")
                .load();

        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .contains("destination.acl (", "line 4) is auto, but minio ignores ACLs: private media would be");
    }

    @Test
    void a_source_is_only_got_from_and_a_destination_only_put_to() {
        Settings settings = Written.in(
                        home,
                        "source.provider = ovh",
                        "source.endpoint = https://s3.gra.io.cloud.ovh.net",
                        "source.bucket = old",
                        "destination.provider = ovh",
                        "destination.endpoint = https://s3.rbx.io.cloud.ovh.net",
                        "destination.bucket = new")
                .load();

        assertThat(settings.source().maxRate()).isEqualTo(900);
        assertThat(settings.destination().maxRate()).isEqualTo(300);
        assertThat(settings.source().region()).isEqualTo("gra");
        assertThat(settings.putHeaders().acl()).isEqualTo(DestinationAcl.AUTO);
    }

    @Test
    void a_store_with_fewer_parts_gets_fewer() {
        Settings settings = Written.in(
                        home, "destination.provider = scaleway", "destination.endpoint = https://s3.fr-par.scw.cloud")
                .load();

        assertThat(settings.transfer().mostParts()).isEqualTo(1000);
    }

    @Test
    void aws_has_the_bucket_in_the_host_even_where_its_endpoint_is_given() {
        Settings settings = Written.in(
                        home,
                        "source.provider = aws",
                        "source.endpoint = https://s3.eu-central-1.amazonaws.com",
                        "source.bucket = media")
                .load();

        assertThat(settings.source().pathStyle()).isFalse();
        assertThat(settings.source().region()).isEqualTo("eu-central-1");
    }

    @ParameterizedTest
    @CsvSource({"wasbi, wasabi", "cloudflare, cloudflare-r2", "Digital-Ocean, digitalocean", "scaleweay, scaleway"})
    void an_unknown_provider_is_refused_with_the_nearest_one(String typed, String near) {
        assertThat(Written.in(home, "source.provider = " + typed).refusal())
                .hasMessage("config/application.properties line 1: source.provider must be aws, backblaze, ceph,"
                        + " cloudflare-r2, digitalocean, hetzner, minio, ovh, scaleway, wasabi or other, was \"" + typed
                        + "\", did you mean " + near + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasabi", "minio", "cloudflare-r2"})
    void without_an_endpoint_requests_would_go_to_aws(String provider) {
        assertThat(Written.in(home, "destination.provider = " + provider, "destination.bucket = b")
                        .refusal())
                .hasMessageStartingWith("config/application.properties line 1: destination.endpoint is not set, and"
                        + " without it requests go to AWS, not to " + provider + ": set it");
    }

    @Test
    void without_a_bucket_a_provider_needs_no_address() {
        Settings settings = Written.in(home, "source.provider = aws", "destination.provider = wasabi")
                .load();

        assertThat(settings.destinationProvider().label()).isEqualTo("wasabi");
    }

    @Test
    void a_region_that_no_endpoint_tells_must_be_set() {
        assertThat(Written.in(home, "source.provider = aws", "source.bucket = b")
                        .refusal())
                .hasMessage("config/application.properties line 1: source.region is not set, and does not stand in an"
                        + " endpoint of aws's usual form, https://s3.<region>.amazonaws.com: set it");
        assertThat(Written.in(
                                home,
                                "source.provider = wasabi",
                                "source.endpoint = https://s3.wasabisys.com",
                                "source.bucket = b")
                        .refusal())
                .hasMessageContaining("source.region is not set");
    }

    @Test
    void an_endpoint_of_another_provider_is_only_warned_of() {
        Settings settings = Written.in(
                        home,
                        "source.provider = hetzner",
                        "source.region = fsn1",
                        "source.endpoint = https://s3.eu-central-1.wasabisys.com",
                        "source.bucket = media")
                .load();

        assertThat(settings.warnings())
                .containsExactly("source.provider (config/application.properties line 1) is hetzner, but"
                        + " source.endpoint (config/application.properties line 3) looks like one of wasabi: is the"
                        + " provider right?");
    }

    @ParameterizedTest
    @CsvSource({
        "destination.acl=auto,  '',                               BY_ACL",
        "destination.acl=none,  '',                               UNDECIDED",
        "destination.acl=none,  destination.private-objects=skip, SKIP",
        "destination.acl=none,  destination.private-objects=copy, COPY",
        "destination.acl=auto,  destination.private-objects=copy, BY_ACL"
    })
    void private_objects_are_left_out_where_no_acl_is_sent_unless_somebody_decides(
            String acl, String decision, Privacy privacy) {
        Written written = Written.in(home, "").set(acl);
        Settings settings = (decision.isEmpty() ? written : written.set(decision)).load();

        assertThat(settings.privacy()).isEqualTo(privacy);
    }
}

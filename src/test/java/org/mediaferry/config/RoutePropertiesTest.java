package org.mediaferry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutePropertiesTest {
    @TempDir
    private Path home;

    @Test
    void values_have_the_form_that_routes_need() {
        var properties = Written.in(
                        home, "source.bucket = old", "source.endpoint = http://h", "source.key-prefix = live")
                .set("mastodon.permission=")
                .load()
                .routeProperties();

        assertThat(properties)
                .containsEntry("transfer.concurrency", "256")
                .containsEntry("retry.delay", "1000")
                .containsEntry("retry.multiplier", "2.0")
                .containsEntry("poll.delay", "200")
                .containsEntry("routes.reload", "true")
                .containsEntry("work.directory", home.resolve("work").toString())
                .containsEntry("source.path-style", "true")
                .containsEntry("destination.path-style", "false")
                .containsEntry("destination.key-prefix", "live")
                .containsEntry("destination.acl", "auto")
                .containsEntry("mastodon.permission", "")
                .containsEntry("log.level", "INFO")
                .doesNotContainKeys("destination.bucket", "destination.storage-class", "source.secret-key-file");
    }

    @Test
    void keys_of_the_administrator_s_own_are_passed_on() {
        var properties = Written.in(home, "custom.topic = a b ", "custom.max-rate = 5")
                .environment("CUSTOM_MAX_RATE", "6")
                .environment("CUSTOM_UNNAMED", "7")
                .set("custom.x=1=2")
                .load()
                .routeProperties();

        assertThat(properties)
                .containsEntry("custom.topic", "a b ")
                .containsEntry("custom.max-rate", "6")
                .containsEntry("custom.x", "1=2")
                .doesNotContainKey("custom.unnamed");
    }

    @Test
    void camel_resolves_set_empty_and_unset_keys() throws Exception {
        var properties = Written.in(home, "mastodon.permission =").load().routeProperties();

        try (var camel = new DefaultCamelContext()) {
            var initial = new Properties();
            initial.putAll(properties);
            camel.getPropertiesComponent().setInitialProperties(initial);
            camel.start();

            assertThat(camel.resolvePropertyPlaceholders("{{queue.transfer}}?size={{queue.size}}"))
                    .isEqualTo("seda:transfer?size=500");
            assertThat(camel.resolvePropertyPlaceholders("{{mastodon.permission}}"))
                    .isEmpty();
            assertThat(camel.resolvePropertyPlaceholders("{{?destination.storage-class}}"))
                    .isNull();
        }
    }
}

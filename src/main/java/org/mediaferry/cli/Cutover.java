package org.mediaferry.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mediaferry.config.Settings;
import org.mediaferry.config.Store;

/**
 * What Mastodon's {@code .env.production} must say when it is switched over to the destination. Follows Mastodon, {@code
 * config/initializers/paperclip.rb}.
 *
 * @param variables names and values, without credentials; empty when no destination is set
 */
record Cutover(Map<String, String> variables) {

    /** For a destination that will not do yet. */
    static final Cutover NONE = new Cutover(Map.of());

    static Cutover to(Settings settings) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (settings.hasDestination()) {
            Store store = settings.destination();
            variables.put("S3_ENABLED", "true");
            variables.put("S3_BUCKET", store.bucket());
            variables.put("S3_REGION", store.region());
            if (store.endpoint() != null) {
                variables.put("S3_ENDPOINT", store.endpoint().toString());
                // Without S3_ALIAS_HOST the addresses of media are made of these; by themselves they would be AWS'
                variables.put("S3_PROTOCOL", store.endpoint().getScheme());
                variables.put("S3_HOSTNAME", store.endpoint().getAuthority());
                if (!store.pathStyle()) {
                    variables.put("S3_OVERRIDE_PATH_STYLE", "true");
                }
            }
            if (!store.keyPrefix().isEmpty()) {
                variables.put("S3_KEY_PREFIX", store.keyPrefix());
            }
            variables.put("S3_PERMISSION", settings.publicAcl());
        }
        return new Cutover(variables);
    }

    /** For a reader; begins with a line break. */
    String text() {
        if (variables.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n\n  When Mastodon is switched over, its .env.production says:\n");
        variables.forEach((name, value) ->
                text.append("    ").append(name).append('=').append(value).append('\n'));
        return text + "    AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: keys of the destination\n"
                + "    S3_ALIAS_HOST: the name under which browsers get media, if you have one\n"
                + "  A week ahead, add the new name of media to EXTRA_MEDIA_HOSTS, so that pages in browsers let it in.";
    }
}

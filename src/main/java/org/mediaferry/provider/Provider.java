package org.mediaferry.provider;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a provider.
 *
 * @param name as the settings name it
 * @param endpoint the form of its endpoints, with {@code <region>} or {@code <account>} in the place of what differs;
 *     empty where everybody has an address of his own
 * @param hosts what the hosts of its endpoints end with, in lower case
 * @param pathStyle whether the bucket stands in the path; null where nothing speaks against the settings' own rule
 * @param region which region requests are signed for
 * @param acls what becomes of the ACL of an object
 * @param rates null where none are published that we know
 * @param largestPut bytes that one put carries at most; null where it is S3's usual 5 GiB, or unknown
 * @param mostParts parts that an object has at most; null where it is S3's usual 10,000, or unknown
 * @param note what else to know of it; empty for nothing
 * @param sources the pages that this is from
 */
public record Provider(
        ProviderName name,
        String endpoint,
        List<String> hosts,
        @Nullable Boolean pathStyle,
        RegionRule region,
        Acls acls,
        @Nullable Rates rates,
        @Nullable Long largestPut,
        @Nullable Integer mostParts,
        String note,
        List<String> sources) {

    private static final String REGION = "<region>";

    /** Whether an endpoint plainly is one of this provider's. */
    public boolean hosts(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return hosts.stream().anyMatch(end -> host.equals(end) || host.endsWith("." + end));
    }

    /** The region that stands in an endpoint; empty where it does not have the usual form. */
    public Optional<String> regionIn(URI address) {
        String form = endpoint.replaceFirst("^https://", "");
        if (!form.contains(REGION)) {
            return Optional.empty();
        }
        String pattern = Pattern.quote(form).replace(REGION, "\\E([a-z0-9-]+)\\Q");
        Matcher host = Pattern.compile(pattern).matcher(address.getHost().toLowerCase(Locale.ROOT));
        return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }
}

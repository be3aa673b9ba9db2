package org.mediaferry.config;

import java.net.URI;
import java.util.List;
import org.mediaferry.provider.Acls;
import org.mediaferry.provider.Provider;
import org.mediaferry.provider.ProviderName;
import org.mediaferry.provider.Providers;

/**
 * Replaces defaults by what is known of the providers that are named; what somebody set stays. Complains of an address only
 * where a bucket is named: a plan of the costs needs none.
 */
final class Presets {
    private final Values values;
    private final Problems problems;
    private final List<String> warnings;

    /** @param warnings takes what looks wrong and may be right */
    Presets(Values values, Problems problems, List<String> warnings) {
        this.values = values;
        this.problems = problems;
        this.warnings = warnings;
    }

    void apply() {
        if (isNamed(Keys.SOURCE) || isNamed(Keys.DESTINATION)) {
            Providers known = Providers.shipped();
            apply(Keys.SOURCE, known);
            apply(Keys.DESTINATION, known);
        }
    }

    private boolean isNamed(StoreKeys keys) {
        ProviderName name = values.get(keys.provider());
        return name != null && name != ProviderName.OTHER;
    }

    private void apply(StoreKeys keys, Providers known) {
        if (!isNamed(keys)) {
            return;
        }
        Provider provider = known.named(values.required(keys.provider())).orElseThrow();
        if (values.isGiven(keys.bucket())) {
            checkEndpoint(keys, provider, known);
        }
        applyRegion(keys, provider);
        if (provider.pathStyle() != null) {
            preset(keys.pathStyle(), provider.pathStyle() ? PathStyle.TRUE : PathStyle.FALSE, provider);
        }
        if (provider.rates() != null) {
            boolean reads = keys == Keys.SOURCE;
            preset(
                    keys.maxRate(),
                    reads ? provider.rates().gets() : provider.rates().puts(),
                    provider);
        }
        if (keys == Keys.DESTINATION) {
            applyToPuts(provider);
        }
    }

    private void applyToPuts(Provider provider) {
        if (provider.acls() != Acls.YES) {
            preset(Keys.DESTINATION_ACL, DestinationAcl.NONE, provider);
            warnOfAcls(provider);
        }
        if (provider.largestPut() != null) {
            preset(Keys.TRANSFER_MULTIPART_ABOVE, provider.largestPut(), provider);
        }
        if (provider.mostParts() != null) {
            preset(Keys.TRANSFER_MULTIPART_PARTS, provider.mostParts(), provider);
        }
    }

    /** A store that ignores ACLs takes private media as if it kept it private. */
    private void warnOfAcls(Provider provider) {
        DestinationAcl acl = values.get(Keys.DESTINATION_ACL);
        if (acl != null && acl != DestinationAcl.NONE) {
            warnings.add(values.named(Keys.DESTINATION_ACL) + " is " + acl.label() + ", but "
                    + provider.name().label()
                    + (provider.acls() == Acls.IGNORED ? " ignores ACLs" : " has no ACLs of objects")
                    + ": private media would be as visible as the bucket; leave destination.acl out");
        }
    }

    private void checkEndpoint(StoreKeys keys, Provider provider, Providers known) {
        URI endpoint = values.get(keys.endpoint());
        if (!values.isGiven(keys.endpoint()) && provider.name() != ProviderName.AWS) {
            problems.add(
                    values.origin(keys.provider()),
                    keys.endpoint().name() + " is not set, and without it requests go to AWS, not to "
                            + provider.name().label() + ": set it" + example(provider));
        }
        if (endpoint != null) {
            known.ofEndpoint(endpoint)
                    .filter(other -> other != provider)
                    .ifPresent(other -> warnings.add(values.named(keys.provider()) + " is "
                            + provider.name().label() + ", but "
                            + values.named(keys.endpoint()) + " looks like one of "
                            + other.name().label() + ": is the provider right?"));
        }
    }

    private void applyRegion(StoreKeys keys, Provider provider) {
        URI endpoint = values.get(keys.endpoint());
        switch (provider.region()) {
            case ANY -> {}
            case AUTO -> preset(keys.region(), "auto", provider);
            case IN_ENDPOINT -> {
                if (endpoint != null && provider.regionIn(endpoint).isPresent()) {
                    preset(keys.region(), provider.regionIn(endpoint).get(), provider);
                } else if (isRegionOpen(keys, provider)) {
                    problems.add(
                            values.origin(keys.provider()),
                            keys.region().name() + " is not set, and does not stand in an endpoint of "
                                    + provider.name().label() + "'s usual form, " + provider.endpoint() + ": set it");
                }
            }
        }
    }

    /** Without an endpoint there is another complaint, but for AWS, whose is made from the region. */
    private boolean isRegionOpen(StoreKeys keys, Provider provider) {
        boolean hasEndpoint = values.get(keys.endpoint()) != null || provider.name() == ProviderName.AWS;
        return hasEndpoint && values.isGiven(keys.bucket()) && !values.isGiven(keys.region());
    }

    private static String example(Provider provider) {
        return provider.endpoint().isEmpty() ? "" : ", e.g. to " + provider.endpoint();
    }

    private <T> void preset(Key<T> key, T value, Provider provider) {
        values.preset(key, value, "preset of provider " + provider.name().label());
    }
}

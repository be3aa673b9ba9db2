package org.mediaferry.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.withHeader;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Rule;
import org.mediaferry.harness.Site;

/** A store that takes neither checksums after a body nor bodies in signed chunks, asked over http. */
@ExtendWith(Site.Resolver.class)
class PlainBodiesIT {

    private final Migration migration;
    private final FaultProxy destination;

    PlainBodiesIT(Site site) {
        migration = site.migration(site.small());
        destination = migration.beforeDestination();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lean", "sdk"})
    void bodies_are_sent_as_they_are(String client) {
        migration.set("transfer.client", client);
        Rule refusal = destination
                .on(withHeader("x-amz-trailer")
                        .or(withHeader("x-amz-sdk-checksum-algorithm"))
                        .or(withHeader("content-encoding", "aws-chunked"))
                        .or(withHeader("x-amz-content-sha256", "STREAMING-")))
                .then(answer(501, "NotImplemented"));

        migration.run("sync").exits(0);

        assertThat(refusal.hits()).isZero();
        assertThat(destination.traffic().count(PUT)).isPositive();
        assertThat(migration.compare().differences()).isEmpty();
    }
}

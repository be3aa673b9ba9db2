package org.mediaferry;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.mediaferry.config.Store;
import org.mediaferry.pace.PacedClient;
import org.mediaferry.pace.PatientClient;
import org.mediaferry.pace.Pauses;
import org.mediaferry.pace.StorePace;
import org.mediaferry.transfer.StoreCheck;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store that answered when it was asked.
 *
 * @param client for gets and puts, which have had their turn
 * @param patientClient for requests without a body, which wait for their turn
 * @param pace when the next request may go out
 */
record StoreLink(S3Client client, S3Client patientClient, StorePace pace) {

    /**
     * Asks the store, and makes its clients.
     *
     * @param side {@code source} or {@code destination}, as in the settings' names
     * @param client one that tries each request once
     * @param interval between two questions to the store while it is in trouble
     * @param stopping whether nothing is to be waited for any more
     * @param again whether all that is to be copied failed before
     * @throws org.mediaferry.transfer.StoreException when the store cannot be used; says which setting to look at
     */
    static StoreLink open(
            String side,
            Store store,
            S3Client client,
            Duration interval,
            Pauses pauses,
            BooleanSupplier stopping,
            boolean again) {
        StoreCheck.checkFirst(side, store, client);
        StorePace pace =
                new StorePace(side, interval, () -> StoreCheck.check(side, store, client), pauses, stopping, again);
        pace.ceiling(store.maxRate());
        return new StoreLink(new PacedClient(client, pace), new PatientClient(client, pace), pace);
    }
}

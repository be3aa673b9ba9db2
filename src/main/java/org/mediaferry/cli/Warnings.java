package org.mediaferry.cli;

import org.mediaferry.catalog.OddRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What deserves a look, on standard error. */
final class Warnings {

    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

    private Warnings() {}

    static void oddRow(OddRow odd) {
        LOG.warn("{} {} - {}", odd.table(), odd.id(), odd.what());
    }
}

package org.mediaferry.console;

import org.mediaferry.ledger.DeadLetterFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes of the schedules call: starts a job, or leaves it out while another goes on. */
public final class Schedules {

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

    private final Jobs jobs;

    Schedules(Jobs jobs) {
        this.jobs = jobs;
    }

    /** @param job {@code sync} or {@code replay} */
    public void start(String job) {
        try {
            jobs.start(job.equals(Order.REPLAY) ? Order.replay(DeadLetterFilter.all()) : Order.sync(false));
        } catch (ApiException e) {
            LOG.warn("{} - left out this time: {}", job, e.getMessage());
        }
    }
}

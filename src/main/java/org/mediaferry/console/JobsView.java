package org.mediaferry.console;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.mediaferry.ledger.DeadLetterFilter;
import org.mediaferry.ledger.Totals;
import org.slf4j.event.Level;

/** {@link JobsMXBean}, of the jobs of this process. */
final class JobsView implements JobsMXBean, AutoCloseable {

    private static final ObjectName NAME = name();

    private final Jobs jobs;
    private final LogLevel logLevel;
    private final RefusedFiles refused;
    private final Path workDirectory;

    private JobsView(Jobs jobs, LogLevel logLevel, RefusedFiles refused, Path workDirectory) {
        this.jobs = jobs;
        this.logLevel = logLevel;
        this.refused = refused;
        this.workDirectory = workDirectory;
    }

    /** Shows the jobs until it is closed. */
    static JobsView register(Jobs jobs, LogLevel logLevel, RefusedFiles refused, Path workDirectory) {
        JobsView view = new JobsView(jobs, logLevel, refused, workDirectory);
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(view, NAME);
        } catch (JMException e) {
            throw new ConsoleException("JMX does not take " + NAME + ": " + e.getMessage(), e);
        }
        return view;
    }

    private static ObjectName name() {
        try {
            return new ObjectName("org.mediaferry:type=Jobs");
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(NAME);
        } catch (JMException e) {
            throw new ConsoleException("JMX does not let go of " + NAME + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String getState() {
        return jobs.state();
    }

    @Override
    public @Nullable String getJob() {
        return jobs.watched().map(Watched::job).orElse(null);
    }

    @Override
    public long getObjects() {
        return run(w -> w.run().progress().total().objects());
    }

    @Override
    public long getBytes() {
        return run(w -> w.run().progress().total().bytes());
    }

    @Override
    public double getObjectsPerSecond() {
        return jobs.watched().map(w -> w.speed().objectsPerSecond()).orElse(0.0);
    }

    @Override
    public long getEstimatedObjects() {
        return run(w -> w.estimatedObjects().orElse(0));
    }

    @Override
    public int getInFlight() {
        return (int) run(Watched::inFlight);
    }

    @Override
    public int getCopiesAtOnce() {
        return (int) run(w -> w.run().parts().atOnce().now());
    }

    @Override
    public void setCopiesAtOnce(int copies) {
        limit("copiesAtOnce", copies);
    }

    @Override
    public void setSourceRate(int requests) {
        limit("sourceRate", requests);
    }

    @Override
    public void setDestinationRate(int requests) {
        limit("destinationRate", requests);
    }

    /** JMX clients need not know our exceptions. */
    private void limit(String what, int value) {
        told(() -> Limits.set(jobs.running(), Map.of(what, value)));
    }

    @Override
    public long getMissing() {
        Totals totals = Standing.read(workDirectory).totals();
        return totals == null ? 0 : totals.missingMandatory();
    }

    @Override
    public Map<String, Long> getDeadLetters() {
        Totals totals = Standing.read(workDirectory).totals();
        Map<String, Long> letters = new TreeMap<>();
        if (totals != null) {
            totals.deadLetters().forEach((reason, count) -> letters.put(reason.label(), count));
        }
        return letters;
    }

    @Override
    public Map<String, String> getRefusedRouteFiles() {
        return refused.all();
    }

    @Override
    public String getLogLevel() {
        return logLevel.get().name();
    }

    @Override
    public void setLogLevel(String level) {
        logLevel.set(Level.valueOf(level));
    }

    @Override
    public void start(String job) {
        if (!Order.JOBS.contains(job)) {
            throw new IllegalArgumentException("there are the jobs " + String.join(", ", Order.JOBS));
        }
        told(() -> jobs.start(job.equals(Order.SYNC) ? Order.sync(false) : Order.replay(DeadLetterFilter.all())));
    }

    @Override
    public void pause() {
        told(jobs::pause);
    }

    @Override
    public void resume() {
        told(jobs::resume);
    }

    @Override
    public void stop() {
        told(jobs::stop);
    }

    private static void told(Runnable action) {
        try {
            action.run();
        } catch (ApiException e) {
            throw new IllegalStateException(e.getMessage());
        }
    }

    private long run(ToLongFunction<Watched> value) {
        return jobs.watched().map(value::applyAsLong).orElse(0L);
    }
}

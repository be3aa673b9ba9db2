package org.mediaferry.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JMX shows of the jobs: the figures and the actions of the API, under {@code org.mediaferry:type=Jobs}. */
public interface JobsMXBean {

    /** {@code idle}, {@code starting}, {@code running}, {@code paused}, {@code waiting} or {@code stopping}. */
    String getState();

    /** The job that goes on; null when none does. */
    @Nullable
    String getJob();

    /** Objects with an outcome in this run. */
    long getObjects();

    /** Bytes copied in this run. */
    long getBytes();

    /** Over the last half a minute. */
    double getObjectsPerSecond();

    /** Objects that the tables hold, as far as they are known. */
    long getEstimatedObjects();

    /** Objects being copied. */
    int getInFlight();

    /** Objects that may be copied at once; 0 while nothing goes on. */
    int getCopiesAtOnce();

    /** @param copies 1 or more, and not more than the run was started with */
    void setCopiesAtOnce(int copies);

    /** @param requests a second at most; 0 = as the settings say */
    void setSourceRate(int requests);

    /** @param requests a second at most; 0 = as the settings say */
    void setDestinationRate(int requests);

    /** Originals that the source lost. */
    long getMissing();

    /** Objects that were given up, by reason. */
    Map<String, Long> getDeadLetters();

    /** Saved route files that could not be used, with what is wrong. */
    Map<String, String> getRefusedRouteFiles();

    /** ERROR, WARN, INFO, DEBUG or TRACE. */
    String getLogLevel();

    /** @param level as above */
    void setLogLevel(String level);

    /** @param job {@code sync} or {@code replay} */
    void start(String job);

    /** Halts what goes on. */
    void pause();

    /** Lets it go on, and asks stores in trouble at once. */
    void resume();

    /** Stops what goes on, in good order. */
    void stop();
}

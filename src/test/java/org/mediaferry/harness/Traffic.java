package org.mediaferry.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What has passed a {@link FaultProxy}. A request counts as soon as its head has come. */
public final class Traffic {

    private final List<Passing> passing = new ArrayList<>();
    private long start = System.nanoTime();
    private int inFlight;
    private int mostAtOnce;

    /**
     * One request.
     *
     * @param begin when its head had come, since the proxy was started or {@link Traffic#forget() told to forget}
     * @param status what the client gets; 0 if it has no answer yet, or never gets one
     * @param faulty whether a rule took it
     */
    public record Entry(Duration begin, Kind kind, String key, int status, boolean faulty) {

        /** Whether it did what it was meant to, as far as the client could see. */
        public boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    /** How many requests of a kind there were. */
    public int count(Kind kind) {
        return count(of(kind));
    }

    /** How many requests of a kind got this status; 0: were cut. */
    public int count(Kind kind, int status) {
        return count(of(kind).and(entry -> entry.status() == status));
    }

    /** How many requests were such. */
    public int count(Predicate<Entry> which) {
        return entries(which).size();
    }

    /** The requests, in the order in which they came. */
    public synchronized List<Entry> entries(Predicate<Entry> which) {
        return passing.stream().map(Passing::entry).filter(which).toList();
    }

    /** How many requests of a kind there were for each object; those without any are left out. */
    public Map<String, Integer> byKey(Kind kind) {
        return entries(of(kind)).stream().collect(Collectors.toMap(Entry::key, entry -> 1, Integer::sum, TreeMap::new));
    }

    /** How many such requests came in each second, from the first on. */
    public int[] perSecond(Predicate<Entry> which) {
        List<Entry> taken = entries(which);
        long last = taken.stream()
                .mapToLong(entry -> entry.begin().toSeconds())
                .max()
                .orElse(-1);
        int[] counts = new int[(int) last + 1];
        taken.forEach(entry -> counts[(int) entry.begin().toSeconds()]++);
        return counts;
    }

    /** How many requests were under way at once, at most. */
    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    /** How many requests are under way. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Time since the start, or since {@link #forget()}: what {@link Entry#begin()} is measured in. */
    public synchronized Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Begins to count anew. */
    public synchronized void forget() {
        passing.clear();
        start = System.nanoTime();
        mostAtOnce = inFlight;
    }

    /** Takes the requests of a kind. */
    public static Predicate<Entry> of(Kind kind) {
        return entry -> entry.kind() == kind;
    }

    /** Takes the requests that a rule took. */
    public static Predicate<Entry> faulty() {
        return Entry::faulty;
    }

    synchronized Passing begin(S3Request request) {
        inFlight++;
        mostAtOnce = Math.max(mostAtOnce, inFlight);
        Passing one = new Passing(now(), request.kind(), request.key());
        passing.add(one);
        return one;
    }

    synchronized void end() {
        inFlight--;
    }

    /** A request that may not be over yet. */
    static final class Passing {

        private final Duration begin;
        private final Kind kind;
        private final String key;
        private volatile int status;
        private volatile boolean faulty;

        private Passing(Duration begin, Kind kind, String key) {
            this.begin = begin;
            this.kind = kind;
            this.key = key;
        }

        void answered(int with) {
            status = with;
        }

        void takenByRule() {
            faulty = true;
        }

        private Entry entry() {
            return new Entry(begin, kind, key, status, faulty);
        }
    }

    /** How many of each kind and status. */
    @Override
    public String toString() {
        return entries(entry -> true).stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.kind() + " " + (entry.status() == 0 ? "cut" : entry.status()),
                        TreeMap::new,
                        Collectors.counting()))
                .toString();
    }
}

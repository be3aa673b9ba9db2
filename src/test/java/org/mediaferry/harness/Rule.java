package org.mediaferry.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Which requests meet which fault: those that a predicate takes, and of these a share. Several shares narrow it one
 * after the other: {@code after(10).first(3)} is the eleventh to the thirteenth.
 */
public final class Rule {

    private final FaultProxy proxy;
    private final List<Predicate<S3Request>> conditions = new ArrayList<>();
    private Fault fault = Faults.none();
    private int hits;

    Rule(FaultProxy proxy, Predicate<S3Request> which) {
        this.proxy = proxy;
        conditions.add(which);
    }

    /** Only the first n. */
    public Rule first(int n) {
        int[] seen = {0};
        return and(request -> seen[0]++ < n);
    }

    /** All but the first n. */
    public Rule after(int n) {
        int[] seen = {0};
        return and(request -> seen[0]++ >= n);
    }

    /** Every n-th, beginning with the n-th. */
    public Rule every(int n) {
        int[] seen = {0};
        return and(request -> ++seen[0] % n == 0);
    }

    /** The first n for each object. */
    public Rule firstOfEachKey(int n) {
        Map<String, Integer> seen = new HashMap<>();
        return and(request -> seen.merge(request.key(), 1, Integer::sum) <= n);
    }

    /** Each with a probability from 0 to 1. */
    public Rule withProbability(double probability, Random random) {
        return and(request -> random.nextDouble() < probability);
    }

    /** Those beyond so many a second, as a store counts that lets a second's worth come at once. */
    public Rule beyond(double perSecond) {
        double[] tokens = {perSecond};
        long[] last = {System.nanoTime()};
        return and(request -> {
            long now = System.nanoTime();
            tokens[0] = Math.min(perSecond, tokens[0] + (now - last[0]) / 1e9 * perSecond);
            last[0] = now;
            boolean enough = tokens[0] >= 1;
            tokens[0] -= enough ? 1 : 0;
            return !enough;
        });
    }

    /** Puts the rule in force, after those that are. The first rule that takes a request decides. */
    public Rule then(Fault what) {
        this.fault = what;
        proxy.add(this);
        return this;
    }

    /** Ends it. */
    public void lift() {
        proxy.remove(this);
    }

    /** How many requests it has taken. */
    public synchronized int hits() {
        return hits;
    }

    synchronized boolean takes(S3Request request) {
        boolean takes = conditions.stream().allMatch(condition -> condition.test(request));
        hits += takes ? 1 : 0;
        return takes;
    }

    Fault fault() {
        return fault;
    }

    private Rule and(Predicate<S3Request> share) {
        conditions.add(share);
        return this;
    }
}

package org.mediaferry.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Proves a copy from outside: reads every object of the destination and compares it with what the rows claim and the
 * source holds. Asks nothing of the code that made the copy.
 */
public final class Comparison {
    private final S3Client destination;
    private final String bucket;
    private final UnaryOperator<String> keyAtDestination;
    private final String storageClass;

    private Comparison(
            S3Client destination, String bucket, UnaryOperator<String> keyAtDestination, String storageClass) {
        this.destination = destination;
        this.bucket = bucket;
        this.keyAtDestination = keyAtDestination;
        this.storageClass = storageClass;
    }

    /**
     * What was found.
     *
     * @param checked objects that the rows claim and the source holds, each of which must have its copy
     * @param privateObjects how many of those nobody but the owner may read
     * @param bytes the length of all of them together
     * @param missingAtSource objects that the rows claim and the source lacks, so that no copy may be there
     * @param differences one sentence each, with the key first, sorted; empty when the copy is right
     */
    public record Result(int checked, int privateObjects, long bytes, int missingAtSource, List<String> differences) {

        public Result {
            differences = List.copyOf(differences);
        }

        /** Whether the copy is complete and right, and nothing else is there. */
        public boolean isClean() {
            return differences.isEmpty();
        }
    }

    /**
     * Compares a copy under the same keys, in the storage class STANDARD.
     *
     * @param destination a client that may list, get, and read ACLs
     */
    public static Result compare(List<Expected> expected, S3Client destination, String bucket) {
        return compare(expected, destination, bucket, UnaryOperator.identity(), "STANDARD");
    }

    /**
     * Compares a copy.
     *
     * @param destination a client that may list, get, and read ACLs
     * @param keyAtDestination makes the copy's key from the source's
     * @param storageClass the class that each copy must be in, whatever the source's
     */
    public static Result compare(
            List<Expected> expected,
            S3Client destination,
            String bucket,
            UnaryOperator<String> keyAtDestination,
            String storageClass) {
        Objects.requireNonNull(bucket, "bucket");
        return new Comparison(destination, bucket, keyAtDestination, storageClass).compare(expected);
    }

    private Result compare(List<Expected> expected) {
        Set<String> listed = Listing.keys(destination, bucket);
        List<String> differences = Collections.synchronizedList(new ArrayList<>());
        Parallel.forEach(expected, one -> differences.addAll(differences(one, listed)));
        addUnclaimed(expected, listed, differences);
        List<String> sorted = differences.stream().sorted().toList();
        List<Expected> present =
                expected.stream().filter(Expected::presentAtSource).toList();
        return new Result(
                present.size(),
                (int) present.stream().filter(Expected::isPrivate).count(),
                present.stream()
                        .map(Expected::content)
                        .mapToLong(Content::length)
                        .sum(),
                expected.size() - present.size(),
                sorted);
    }

    private List<String> differences(Expected expected, Set<String> listed) {
        String key = keyAtDestination.apply(expected.key());
        Content content = expected.content();
        if (content == null) {
            return listed.contains(key) ? List.of(key + ": is there, which the source lacks") : List.of();
        }
        List<String> differences = new CopyCheck(destination, bucket, key, storageClass)
                .differences(content, expected.object().acl());
        boolean lost = differences.equals(List.of(CopyCheck.LOST));
        if (!lost && !listed.contains(key)) {
            differences = List.of("can be read, and is not listed");
        }
        return differences.stream().map(what -> key + ": " + what).toList();
    }

    private void addUnclaimed(List<Expected> expected, Set<String> listed, List<String> differences) {
        Set<String> unclaimed = new HashSet<>(listed);
        expected.forEach(one -> unclaimed.remove(keyAtDestination.apply(one.key())));
        unclaimed.forEach(key -> differences.add(key + ": is there, and no row claims it"));
    }
}

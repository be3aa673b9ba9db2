package org.mediaferry.pace;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Counts the requests to one store, and the time they took. Safe for threads. */
public final class Requests {

    /** What is asked for. */
    public enum Kind {
        GET,
        PUT,
        HEAD,
        LIST,
        COPY,
        OTHER;

        /** As a metric's label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a failure says of the store, as {@link #failures} has it. */
    public static final List<String> REASONS =
            Arrays.stream(Answer.values()).map(Requests::label).toList();

    private record Count(LongAdder answered, LongAdder nanos) {}

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    private final Map<Answer, LongAdder> failures = new EnumMap<>(Answer.class);

    Requests() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new Count(new LongAdder(), new LongAdder()));
        }
        for (Answer answer : Answer.values()) {
            failures.put(answer, new LongAdder());
        }
    }

    void answered(S3Request request, long nanos) {
        Count count = counts.get(kind(request));
        count.answered().increment();
        count.nanos().add(nanos);
    }

    void failed(Answer answer) {
        failures.get(answer).increment();
    }

    /** Requests that did what they were asked for. */
    public long answered(Kind kind) {
        return counts.get(kind).answered().sum();
    }

    /** The time that these took in all, in nanoseconds: of a get until its bytes begin to come. */
    public long nanos(Kind kind) {
        return counts.get(kind).nanos().sum();
    }

    /** Requests that failed, by what that says of the store. */
    public Map<String, Long> failures() {
        Map<String, Long> byReason = new TreeMap<>();
        failures.forEach((answer, count) -> byReason.put(label(answer), count.sum()));
        return byReason;
    }

    private static String label(Answer answer) {
        return switch (answer) {
            case WORKS -> "this-request";
            case THROTTLES -> "throttled";
            case FAILS -> "store-failed";
            case DENIES -> "denied";
            case REFUSES_ALL -> "refuses-all";
            case REFUSES_ACLS -> "refuses-acls";
            case OURS -> "other";
        };
    }

    private static Kind kind(S3Request request) {
        if (request instanceof GetObjectRequest) {
            return Kind.GET;
        }
        if (request instanceof PutObjectRequest || request instanceof UploadPartRequest) {
            return Kind.PUT;
        }
        if (request instanceof HeadObjectRequest) {
            return Kind.HEAD;
        }
        if (request instanceof ListObjectsV2Request) {
            return Kind.LIST;
        }
        return request instanceof CopyObjectRequest ? Kind.COPY : Kind.OTHER;
    }
}

package org.mediaferry.harness;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an S3 request is for; as a predicate, it takes the requests of its kind. */
public enum Kind implements Predicate<S3Request> {
    /** A GET of an object. */
    GET,
    /** A HEAD of an object. */
    HEAD,
    /** A PUT of a whole object with its bytes. */
    PUT,
    /** A PUT of an object without bytes, that names another object to copy. */
    COPY,
    /** A listing of a bucket. */
    LIST,
    /** A HEAD of a bucket. */
    HEAD_BUCKET,
    /** The begin of an upload in parts. */
    BEGIN_PARTS,
    /** A part of such an upload. */
    PUT_PART,
    /** The end of such an upload. */
    END_PARTS,
    /** The end of such an upload that leaves no object. */
    ABORT_PARTS,
    /** A DELETE of an object. */
    DELETE,
    /** All others. */
    OTHER;

    @Override
    public boolean test(S3Request request) {
        return request.kind() == this;
    }

    static Kind of(String method, String key, Map<String, String> query, @Nullable String copySource) {
        return key.isEmpty() ? ofBucket(method, query) : ofObject(method, query, copySource);
    }

    private static Kind ofBucket(String method, Map<String, String> query) {
        return switch (method) {
            case "HEAD" -> HEAD_BUCKET;
            case "GET" -> query.containsKey("list-type") || query.isEmpty() ? LIST : OTHER;
            default -> OTHER;
        };
    }

    private static Kind ofObject(String method, Map<String, String> query, @Nullable String copySource) {
        boolean ofParts = query.containsKey("uploadId");
        return switch (method) {
            case "GET" -> query.containsKey("acl") || query.containsKey("tagging") || ofParts ? OTHER : GET;
            case "HEAD" -> HEAD;
            case "PUT" -> ofParts ? PUT_PART : query.containsKey("acl") ? OTHER : copySource != null ? COPY : PUT;
            case "POST" -> ofParts ? END_PARTS : query.containsKey("uploads") ? BEGIN_PARTS : OTHER;
            case "DELETE" -> ofParts ? ABORT_PARTS : DELETE;
            default -> OTHER;
        };
    }
}

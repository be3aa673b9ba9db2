package org.mediaferry.presence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in memory that lists as S3 does, in the order of bytes. Tests override what a worse store does. */
public class FakeStore implements S3Client {

    static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final NavigableMap<String, Long> objects;

    public FakeStore() {
        this(BYTES);
    }

    public FakeStore(Comparator<String> order) {
        this.objects = new ConcurrentSkipListMap<>(order);
    }

    public FakeStore with(Collection<String> keys) {
        keys.forEach(key -> objects.put(key, sizeOf(key)));
        return this;
    }

    static long sizeOf(String key) {
        return key.length();
    }

    public NavigableMap<String, Long> objects() {
        return objects;
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        return page(request, request.continuationToken() != null ? request.continuationToken() : request.startAfter());
    }

    ListObjectsV2Response page(ListObjectsV2Request request, String after) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        Stream<String> keys = (after == null ? objects : objects.tailMap(after, false)).keySet().stream();
        List<String> found = keys.filter(key -> key.startsWith(prefix))
                .limit(request.maxKeys() + 1)
                .toList();
        boolean truncated = found.size() > request.maxKeys();
        List<String> shown = truncated ? found.subList(0, request.maxKeys()) : found;
        return ListObjectsV2Response.builder()
                .contents(shown.stream().map(this::listed).toList())
                .isTruncated(truncated)
                .nextContinuationToken(truncated ? shown.get(shown.size() - 1) : null)
                .build();
    }

    static ListObjectsV2Response changed(ListObjectsV2Response answer, UnaryOperator<List<S3Object>> change) {
        return answer.toBuilder()
                .contents(change.apply(new ArrayList<>(answer.contents())))
                .build();
    }

    private S3Object listed(String key) {
        return S3Object.builder()
                .key(key)
                .size(objects.get(key))
                .eTag("\"of " + key + "\"")
                .build();
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        Long size = objects.get(request.key());
        if (size == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        return HeadObjectResponse.builder()
                .contentLength(size)
                .eTag("\"of " + request.key() + "\"")
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}

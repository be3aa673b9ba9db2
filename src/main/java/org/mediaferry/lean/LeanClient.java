package org.mediaferry.lean;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.mediaferry.lean.RoundTrips.Question;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.IoUtils;

/**
 * Gets, puts, heads and lists objects of one bucket with a fraction of the SDK's work, and throws what the SDK throws. Each
 * request is sent once. All else, and each request that says more than is understood here, goes to the SDK's client.
 *
 * <p>A body is signed as {@code UNSIGNED-PAYLOAD}, because it passes only once: over https TLS guards it, over http the
 * signed Content-MD5. Answers to gets leave Last-Modified and the HTTP part out, which no copy needs; listings, what
 * {@link ListingAnswer} does not read.
 */
public final class LeanClient extends DelegatingS3Client {

    /** Reading a time costs more than all else of an answer. */
    private static final Set<String> TIMES = Set.of("last-modified", "x-amz-object-lock-retain-until-date");

    private static final AnswerFields OF_GET =
            new AnswerFields(GetObjectResponse.builder().build().sdkFields(), TIMES);
    private static final AnswerFields OF_HEAD =
            new AnswerFields(HeadObjectResponse.builder().build().sdkFields(), Set.of());
    private static final AnswerFields OF_PUT =
            new AnswerFields(PutObjectResponse.builder().build().sdkFields(), Set.of());

    private final String bucket;
    private final Duration attempt;
    private final RoundTrips trips;

    /**
     * @param sdk for all that is not understood here, closed with this client
     * @param addresses of the objects of the same store
     * @param bucket the one whose objects are meant
     * @param region that requests are signed for
     * @param connectTimeout for one connection
     * @param idleTimeout how long a store may be silent
     */
    public LeanClient(
            S3Client sdk,
            S3Utilities addresses,
            String bucket,
            String region,
            AwsCredentialsProvider credentials,
            Duration connectTimeout,
            Duration idleTimeout) {
        this(
                sdk,
                addresses,
                bucket,
                connectTimeout.plus(idleTimeout),
                credentials,
                place -> new Connections(place, region, connectTimeout, idleTimeout));
    }

    /**
     * @param attempt the longest time to the head of an answer
     * @param connections to the place where the bucket answers
     */
    LeanClient(
            S3Client sdk,
            S3Utilities addresses,
            String bucket,
            Duration attempt,
            AwsCredentialsProvider credentials,
            Function<Place, Connections> connections) {
        super(sdk);
        this.bucket = bucket;
        this.attempt = attempt;
        Place place = Place.of(addresses.getUrl(b -> b.bucket(bucket).key(Place.key())));
        this.trips = new RoundTrips(place, credentials, connections.apply(place));
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        Optional<TreeMap<String, String>> headers = understood(request, request.bucket());
        if (headers.isEmpty()) {
            return super.getObject(request, transformer);
        }
        Answered answered = trips.ask(Question.of("GET", request.key(), headers.get(), limit(request)));
        try {
            AnswerBody body = answered.body();
            try {
                return transformed(answered, body, transformer);
            } catch (Exception e) {
                body.abort();
                throw e;
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw SdkClientException.create("the answer to GET cannot be read: " + e.getMessage(), e);
        }
    }

    private static <T> T transformed(
            Answered answered, AnswerBody body, ResponseTransformer<GetObjectResponse, T> transformer)
            throws Exception {
        GetObjectResponse.Builder answer = GetObjectResponse.builder();
        OF_GET.fill(answer, answered.head());
        T result = transformer.transform(answer.build(), AbortableInputStream.create(body, body));
        if (!transformer.needsConnectionLeftOpen()) {
            body.close();
        }
        return result;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        Optional<TreeMap<String, String>> headers = understood(typed(request, body), request.bucket());
        Optional<Long> length = body.optionalContentLength();
        if (headers.isEmpty() || length.isEmpty()) {
            return super.putObject(request, body);
        }
        InputStream bytes = body.contentStreamProvider().newStream();
        try {
            InputStream sent = length.get() == 0 ? null : bytes;
            PutObjectResponse.Builder answer = PutObjectResponse.builder();
            OF_PUT.fill(
                    answer,
                    trips.tell(
                            new Question("PUT", request.key(), "", headers.get(), length.get(), sent, limit(request))));
            return answer.build();
        } finally {
            IoUtils.closeQuietlyV2(bytes, null);
        }
    }

    /** A body knows its type too, or at least that it has bytes. */
    private static PutObjectRequest typed(PutObjectRequest request, RequestBody body) {
        return request.contentType() == null
                ? request.toBuilder().contentType(body.contentType()).build()
                : request;
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        Optional<TreeMap<String, String>> headers = understood(request, request.bucket());
        if (headers.isEmpty()) {
            return super.headObject(request);
        }
        Answered answered = trips.ask(Question.of("HEAD", request.key(), headers.get(), limit(request)));
        answered.end();
        HeadObjectResponse.Builder answer = HeadObjectResponse.builder();
        OF_HEAD.fill(answer, answered.head());
        answer.sdkHttpResponse(Refusal.http(answered.head()));
        return answer.build();
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        Optional<String> query = understoodQuery(request);
        if (query.isEmpty()) {
            return super.listObjectsV2(request);
        }
        Question question = new Question("GET", null, query.get(), new TreeMap<>(), -1, null, limit(request));
        return ListingAnswer.of(trips.read(question, ListingAnswer.LONGEST));
    }

    @Override
    public void close() {
        trips.close();
        super.close();
    }

    /** The headers of a request; empty when it is one for the SDK's client. */
    private Optional<TreeMap<String, String>> understood(S3Request request, String itsBucket) {
        return bucket.equals(itsBucket) && saysNoMoreThanTimes(request)
                ? RequestFields.headers(request)
                : Optional.empty();
    }

    /** The query of a listing; empty when it is one for the SDK's client. */
    private Optional<String> understoodQuery(ListObjectsV2Request request) {
        boolean keysAlone = request.delimiter() == null && request.fetchOwner() == null;
        return keysAlone && bucket.equals(request.bucket()) && saysNoMoreThanTimes(request)
                ? RequestFields.query(request, "list-type=2")
                : Optional.empty();
    }

    private static boolean saysNoMoreThanTimes(S3Request request) {
        return request.overrideConfiguration().isEmpty()
                || request.overrideConfiguration().get().equals(times(request));
    }

    private static AwsRequestOverrideConfiguration times(S3Request request) {
        AwsRequestOverrideConfiguration.Builder times = AwsRequestOverrideConfiguration.builder();
        request.overrideConfiguration()
                .flatMap(AwsRequestOverrideConfiguration::apiCallAttemptTimeout)
                .ifPresent(times::apiCallAttemptTimeout);
        return times.build();
    }

    private Duration limit(S3Request request) {
        return request.overrideConfiguration()
                .flatMap(AwsRequestOverrideConfiguration::apiCallAttemptTimeout)
                .orElse(attempt);
    }
}

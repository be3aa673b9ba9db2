package org.mediaferry.transfer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.Transfer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * The client of the aws2-s3 endpoints of the routes. It adds what these cannot say: keys with {@code $} (see
 * {@link RouteKey}), Content-Language, which travels as metadata under {@link #CONTENT_LANGUAGE}, the encryption of the
 * settings, the longest time for a put, and parts for what one put cannot carry; and it marks an answered ETag that looks
 * like an MD5 but is none, because the store encrypted the object with a key of its own.
 */
final class RouteClient extends DelegatingS3Client {

    /** No metadata of this name is ever sent. */
    static final String CONTENT_LANGUAGE = "mediaferry:content-language";

    private static final ResponseTransformer<GetObjectResponse, ResponseInputStream<GetObjectResponse>> STREAM =
            new ResponseTransformer<>() {
                @Override
                public ResponseInputStream<GetObjectResponse> transform(
                        GetObjectResponse response, AbortableInputStream bytes) {
                    return new ResponseInputStream<>(response, bytes, Duration.ZERO);
                }

                @Override
                public boolean needsConnectionLeftOpen() {
                    return true;
                }

                @Override
                public String name() {
                    return ResponseTransformer.<GetObjectResponse>toInputStream()
                            .name();
                }
            };

    private final S3Client sdk;
    private final Encryption encryption;
    private final Patience patience;
    private final long multipartAbove;
    private final int mostParts;
    private final Uploads uploads;

    RouteClient(S3Client sdk, Transfer transfer, Encryption encryption) {
        super(sdk);
        this.sdk = sdk;
        this.encryption = encryption;
        this.patience = Patience.of(transfer);
        this.multipartAbove = transfer.multipartAbove();
        this.mostParts = transfer.mostParts();
        this.uploads = new Uploads(sdk);
    }

    /**
     * Camel asks each time a route starts, and a route that does not start ends the run, or is lost when its file was
     * saved. {@link StoreCheck} has asked before.
     */
    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        return HeadBucketResponse.builder().build();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return super.getObject(
                request.toBuilder().key(RouteKey.fromHeader(request.key())).build(), untimed(transformer));
    }

    /**
     * The same stream as the SDK's, but for its limit of a minute until the first read: the SDK keeps something of each
     * answer for that minute, read or not, which at thousands of objects a second fills the memory. The get has a limit of
     * its own, and the routes read at once.
     */
    @SuppressWarnings("unchecked") // the endpoints ask for no other kind of stream
    private static <T> ResponseTransformer<GetObjectResponse, T> untimed(
            ResponseTransformer<GetObjectResponse, T> transformer) {
        return STREAM.name().equals(transformer.name())
                ? (ResponseTransformer<GetObjectResponse, T>) STREAM
                : transformer;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        Map<String, String> metadata = new HashMap<>(request.metadata());
        String language = metadata.remove(CONTENT_LANGUAGE);
        long length = lengthOf(request, body);
        PutObjectRequest complete = encrypted(request)
                .key(RouteKey.fromHeader(request.key()))
                .contentLanguage(language)
                .metadata(metadata)
                .overrideConfiguration(timeLimit(request, patience.forPut(length)))
                .build();
        if (length > multipartAbove) {
            Parts parts = Parts.of(length, multipartAbove, mostParts);
            return new MultipartPut(sdk, uploads, patience, complete, parts).send(body);
        }
        PutObjectResponse answer = super.putObject(complete, body);
        return ETag.isHashOfBytes(answer.serverSideEncryption(), answer.sseCustomerAlgorithm())
                ? answer
                : answer.toBuilder().eTag(ETag.noHash(answer.eTag())).build();
    }

    /**
     * Of the endpoints' options, one can only be switched on or off, and KMS is asked for only where a key is named. What an
     * edited route asks for holds where the settings ask for nothing.
     */
    private PutObjectRequest.Builder encrypted(PutObjectRequest request) {
        return encryption.isAskedFor()
                ? request.toBuilder().serverSideEncryption(encryption.header()).ssekmsKeyId(encryption.kmsKeyId())
                : request.toBuilder();
    }

    private static long lengthOf(PutObjectRequest request, RequestBody body) {
        Long length = request.contentLength();
        return length == null ? body.optionalContentLength().orElse(0L) : length;
    }

    /** A write to a destination that reads nothing has no other limit than this one. */
    private static AwsRequestOverrideConfiguration timeLimit(PutObjectRequest request, Duration limit) {
        return request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .apiCallAttemptTimeout(limit)
                .build();
    }
}

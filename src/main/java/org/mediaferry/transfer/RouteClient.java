package org.mediaferry.transfer;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * The client of the aws2-s3 endpoints of the routes. It adds what these cannot say: keys with {@code $} (see
 * {@link RouteKey}) and Content-Language, which travels as metadata under {@link #CONTENT_LANGUAGE}; and it hides an
 * answered ETag that looks like an MD5 but is none, because the store encrypted the object with a key of its own.
 */
final class RouteClient extends DelegatingS3Client {

    /** No metadata of this name is ever sent. */
    static final String CONTENT_LANGUAGE = "mediaferry:content-language";

    RouteClient(S3Client sdk) {
        super(sdk);
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return super.getObject(
                request.toBuilder().key(RouteKey.fromHeader(request.key())).build(), transformer);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        Map<String, String> metadata = new HashMap<>(request.metadata());
        String language = metadata.remove(CONTENT_LANGUAGE);
        PutObjectResponse answer = super.putObject(
                request.toBuilder()
                        .key(RouteKey.fromHeader(request.key()))
                        .contentLanguage(language)
                        .metadata(metadata)
                        .build(),
                body);
        return ETag.isHashOfBytes(answer.serverSideEncryption(), answer.sseCustomerAlgorithm())
                ? answer
                : answer.toBuilder().eTag(null).build();
    }
}

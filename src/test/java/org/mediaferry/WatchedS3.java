package org.mediaferry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A client that remembers its gets and puts, and fails or lies when it is told to. */
final class WatchedS3 extends DelegatingS3Client {

    private final List<GetObjectRequest> gets = new CopyOnWriteArrayList<>();
    private final List<PutObjectRequest> puts = new CopyOnWriteArrayList<>();
    private final List<HeadObjectRequest> heads = new CopyOnWriteArrayList<>();
    private volatile Consumer<GetObjectRequest> beforeGet = request -> {};
    private volatile Consumer<PutObjectRequest> beforePut = request -> {};
    private volatile Put put = (request, body, store) -> store.apply(request, body);
    private volatile UnaryOperator<GetObjectResponse> answer = UnaryOperator.identity();

    WatchedS3(S3Client delegate) {
        super(delegate);
    }

    List<GetObjectRequest> gets() {
        return gets;
    }

    List<PutObjectRequest> puts() {
        return puts;
    }

    List<HeadObjectRequest> heads() {
        return heads;
    }

    void beforeGet(Consumer<GetObjectRequest> what) {
        beforeGet = what;
    }

    void beforePut(Consumer<PutObjectRequest> what) {
        beforePut = what;
    }

    void puttingSo(Put how) {
        put = how;
    }

    /** Changes what gets answer, not the bytes. */
    void answering(UnaryOperator<GetObjectResponse> change) {
        answer = change;
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        gets.add(request);
        beforeGet.accept(request);
        return super.getObject(request, new ResponseTransformer<GetObjectResponse, T>() {
            @Override
            public T transform(GetObjectResponse response, AbortableInputStream stream) throws Exception {
                return transformer.transform(answer.apply(response), stream);
            }

            @Override
            public boolean needsConnectionLeftOpen() {
                return transformer.needsConnectionLeftOpen();
            }
        });
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        puts.add(request);
        beforePut.accept(request);
        return put.apply(request, body, super::putObject);
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        heads.add(request);
        return super.headObject(request);
    }

    /** What a put does instead of asking the store. */
    interface Put {

        PutObjectResponse apply(
                PutObjectRequest request,
                RequestBody body,
                BiFunction<PutObjectRequest, RequestBody, PutObjectResponse> store);
    }
}

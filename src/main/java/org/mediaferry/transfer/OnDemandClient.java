package org.mediaferry.transfer;

import static java.util.function.UnaryOperator.identity;
import static java.util.stream.Collectors.toMap;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTorrentRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTorrentResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.model.WriteGetObjectResponseRequest;
import software.amazon.awssdk.services.s3.model.WriteGetObjectResponseResponse;
import software.amazon.awssdk.services.s3.waiters.S3Waiter;

/**
 * The SDK's client, made by the first request to it. Making it loads all services and regions of AWS, and all certificates that
 * Java trusts; a run that sends all its requests by the lean client has 11 MB less to hold. (A proxy of
 * {@link java.lang.reflect.Proxy} would load as much again.)
 */
final class OnDemandClient extends DelegatingS3Client {

    private final OnDemand client;

    /** @param maker called until it has made one */
    OnDemandClient(Supplier<S3Client> maker) {
        this(new OnDemand(maker));
    }

    private OnDemandClient(OnDemand client) {
        super(client);
        this.client = client;
    }

    @Override
    @SuppressWarnings("unchecked") // The operation that takes such a request answers what the caller waits for
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        try {
            return (R) Operations.OF_REQUEST.get(request.getClass()).invoke(client.made(), request);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No operation declares another failure than these. */
    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException thrown ? thrown : new IllegalStateException(failure);
    }

    @Override
    public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        return client.made().getObject(request, transformer);
    }

    @Override
    public <R> R getObjectTorrent(
            GetObjectTorrentRequest request, ResponseTransformer<GetObjectTorrentResponse, R> transformer) {
        return client.made().getObjectTorrent(request, transformer);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return client.made().putObject(request, body);
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        return client.made().uploadPart(request, body);
    }

    @Override
    public WriteGetObjectResponseResponse writeGetObjectResponse(
            WriteGetObjectResponseRequest request, RequestBody body) {
        return client.made().writeGetObjectResponse(request, body);
    }

    /** Which operation takes which request, where a request is all that it takes. */
    private static final class Operations {

        static final Map<Class<?>, Method> OF_REQUEST = Arrays.stream(S3Client.class.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> S3Response.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> S3Request.class.isAssignableFrom(method.getParameterTypes()[0]))
                .collect(toMap(method -> method.getParameterTypes()[0], identity()));
    }

    /** What is asked for without a request. */
    private static final class OnDemand implements S3Client {

        private final Supplier<S3Client> maker;
        private @Nullable S3Client made;
        private boolean closed;

        OnDemand(Supplier<S3Client> maker) {
            this.maker = maker;
        }

        synchronized S3Client made() {
            if (closed) {
                throw new IllegalStateException("the client of the store was closed");
            }
            if (made == null) {
                made = maker.get();
            }
            return made;
        }

        @Override
        public S3Utilities utilities() {
            return made().utilities();
        }

        @Override
        public S3Waiter waiter() {
            return made().waiter();
        }

        @Override
        public S3ServiceClientConfiguration serviceClientConfiguration() {
            return made().serviceClientConfiguration();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (made != null) {
                made.close();
            }
        }
    }
}

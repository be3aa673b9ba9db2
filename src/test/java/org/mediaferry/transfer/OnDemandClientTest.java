package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.S3Response;

/** The client that stands for the SDK's until it is needed. */
class OnDemandClientTest {

    private final AtomicInteger made = new AtomicInteger();
    private final List<String> asked = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private final S3Client client = new OnDemandClient(() -> {
        made.incrementAndGet();
        return recording();
    });

    @AfterEach
    void close() {
        client.close();
    }

    private S3Client recording() {
        return (S3Client) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    if (failure != null && !method.getName().equals("close")) {
                        throw failure;
                    }
                    return null;
                });
    }

    /** All operations of the SDK's client that send one request and wait for its answer. */
    static Stream<Method> operations() {
        return Arrays.stream(S3Client.class.getMethods())
                .filter(method -> method.getParameterCount() > 0)
                .filter(method -> S3Request.class.isAssignableFrom(method.getParameterTypes()[0]))
                .filter(method -> method.getParameterCount() == 1
                        ? S3Response.class.isAssignableFrom(method.getReturnType())
                        : List.of(RequestBody.class, ResponseTransformer.class)
                                .contains(method.getParameterTypes()[1]));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void each_operation_is_the_sdks(Method operation) throws ReflectiveOperationException {
        Object[] arguments = new Object[operation.getParameterCount()];
        Object builder = operation.getParameterTypes()[0].getMethod("builder").invoke(null);
        Method build = builder.getClass().getMethod("build");
        build.setAccessible(true);
        arguments[0] = build.invoke(builder);

        operation.invoke(client, arguments);

        assertThat(asked).containsExactly(operation.getName());
        assertThat(made).hasValue(1);
    }

    @Test
    void no_more_than_one_is_made() {
        client.copyObject(copy -> copy.destinationBucket("b"));
        client.headBucket(head -> head.bucket("b"));
        client.utilities();

        assertThat(asked).containsExactly("copyObject", "headBucket", "utilities");
        assertThat(made).hasValue(1);
    }

    @Test
    void a_failure_is_the_sdks() {
        failure = NoSuchBucketException.builder().message("gone").build();

        assertThatThrownBy(() -> client.headBucket(head -> head.bucket("b"))).isSameAs(failure);
    }

    @Test
    void none_is_made_to_be_closed() {
        client.close();

        assertThat(made).hasValue(0);
        assertThatThrownBy(() -> client.headBucket(head -> head.bucket("b"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void one_that_was_made_is_closed() {
        client.utilities();
        client.close();

        assertThat(asked).containsExactly("utilities", "close");
    }
}

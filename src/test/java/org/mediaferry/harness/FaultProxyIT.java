package org.mediaferry.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Faults.changingHead;
import static org.mediaferry.harness.Faults.corrupt;
import static org.mediaferry.harness.Faults.cut;
import static org.mediaferry.harness.Faults.cutInAnswer;
import static org.mediaferry.harness.Faults.cutInRequest;
import static org.mediaferry.harness.Faults.delay;
import static org.mediaferry.harness.Faults.extend;
import static org.mediaferry.harness.Faults.lengthen;
import static org.mediaferry.harness.Faults.loseAnswer;
import static org.mediaferry.harness.Faults.shorten;
import static org.mediaferry.harness.Faults.silence;
import static org.mediaferry.harness.Faults.silenceAfterHead;
import static org.mediaferry.harness.Faults.slowDown;
import static org.mediaferry.harness.Faults.trickle;
import static org.mediaferry.harness.Faults.truncate;
import static org.mediaferry.harness.Kind.GET;
import static org.mediaferry.harness.Kind.HEAD;
import static org.mediaferry.harness.Kind.LIST;
import static org.mediaferry.harness.Kind.PUT;
import static org.mediaferry.harness.S3Request.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a client of a store sees through the proxy, and what reaches the store. */
class FaultProxyIT {

    private static final byte[] BYTES = "0123456789".repeat(200).getBytes(UTF_8);

    private static StoreProcess store;

    private final FaultProxy proxy = FaultProxy.before(store.endpoint());
    private final S3Client client = client();

    @BeforeAll
    static void startStore() {
        store = StoreProcess.start("bucket");
    }

    @AfterAll
    static void stopStore() {
        store.close();
    }

    @BeforeEach
    void forget() {
        store.client().putObject(put -> put.bucket("bucket").key("a b+ü"), RequestBody.fromBytes(BYTES));
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @Test
    void requests_pass_as_they_are_and_are_counted_by_kind_status_and_key() {
        put("new");
        put("new");
        assertThat(get()).isEqualTo(BYTES);
        client.headObject(head -> head.bucket("bucket").key("a b+ü"));
        client.listObjectsV2(list -> list.bucket("bucket"));
        assertThatThrownBy(() -> client.headObject(head -> head.bucket("bucket").key("none")))
                .isInstanceOf(NoSuchKeyException.class);

        Traffic traffic = proxy.traffic();
        assertThat(traffic.byKey(PUT)).containsEntry("new", 2).hasSize(1);
        assertThat(traffic.byKey(GET)).containsOnlyKeys("a b+ü");
        assertThat(traffic.count(HEAD, 200)).isEqualTo(1);
        assertThat(traffic.count(HEAD, 404)).isEqualTo(1);
        assertThat(traffic.count(LIST)).isEqualTo(1);
        assertThat(IntStream.of(traffic.perSecond(entry -> true)).sum()).isEqualTo(6);
        assertThat(traffic.mostAtOnce()).isEqualTo(1);
        assertThat(traffic).hasToString("{GET 200=1, HEAD 200=1, HEAD 404=1, LIST 200=1, PUT 200=2}");
    }

    @Test
    void a_refusal_has_its_code_and_headers_and_reaches_no_store() {
        Rule rule = proxy.on(PUT).first(1).then(slowDown().retryAfter(Duration.ofSeconds(7)));

        assertThatThrownBy(() -> put("refused")).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(503);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
            assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"))
                    .contains("7");
        });
        assertThat(isThere("refused")).isFalse();
        put("refused");
        assertThat(isThere("refused")).isTrue();
        assertThat(rule.hits()).isEqualTo(1);
        assertThat(proxy.traffic().count(PUT, 503)).isEqualTo(1);
        assertThat(proxy.traffic().count(Traffic.faulty())).isEqualTo(1);
    }

    @Test
    void two_hundred_with_an_error_document_stores_nothing() {
        proxy.on(PUT).then(answer(200, "InternalError"));

        try {
            put("lie");
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(200);
        }

        assertThat(isThere("lie")).isFalse();
    }

    static Stream<Fault> cutsBeforeTheStoreHasAll() {
        return Stream.of(cut(), cutInRequest());
    }

    @ParameterizedTest
    @MethodSource("cutsBeforeTheStoreHasAll")
    void a_request_that_is_cut_stores_nothing(Fault fault) {
        proxy.on(PUT).then(fault);

        assertThatThrownBy(() -> put("cut")).isInstanceOf(SdkClientException.class);

        assertThat(isThere("cut")).isFalse();
        assertThat(proxy.traffic().count(PUT, 0)).isEqualTo(1);
    }

    @Test
    void a_lost_answer_is_of_a_put_that_was_done() {
        proxy.on(PUT).then(loseAnswer());

        assertThatThrownBy(() -> put("lost")).isInstanceOf(SdkClientException.class);

        assertThat(isThere("lost")).isTrue();
    }

    @Test
    void bodies_are_other_than_promised() {
        proxy.on(GET).first(1).then(corrupt());
        proxy.on(GET).first(1).then(shorten(5));
        proxy.on(GET).first(1).then(lengthen(5));
        proxy.on(GET).first(1).then(changingHead(head -> head.with("ETag", "\"abc-2\"")));

        assertThat(get()).hasSameSizeAs(BYTES).isNotEqualTo(BYTES);
        assertThat(get()).hasSize(BYTES.length - 5);
        assertThat(get()).hasSize(BYTES.length + 5);
        assertThat(answerToGet().eTag()).isEqualTo("\"abc-2\"");
        assertThat(get()).isEqualTo(BYTES);
        proxy.on(GET).then(extend(5));
        assertThat(get()).isEqualTo(BYTES); // the SDK's client stops at the promised length
    }

    static Stream<Fault> shortBodies() {
        return Stream.of(truncate(1), cutInAnswer(), silenceAfterHead(), silence());
    }

    @ParameterizedTest
    @MethodSource("shortBodies")
    void a_body_that_does_not_come_whole_fails(Fault fault) {
        proxy.on(GET).then(fault);

        assertThatThrownBy(this::get).isInstanceOf(SdkClientException.class);
    }

    @Test
    void a_body_that_trickles_comes_byte_by_byte_and_is_never_silent_for_long() {
        proxy.on(GET).then(trickle(Duration.ofMillis(1)));

        assertThat(get()).isEqualTo(BYTES);

        var entry = proxy.traffic().entries(Traffic.of(GET)).get(0);
        assertThat(proxy.traffic().now().minus(entry.begin())).isGreaterThanOrEqualTo(Duration.ofMillis(BYTES.length));
    }

    @Test
    void shares_of_requests() {
        proxy.on(GET).every(3).then(slowDown());
        assertThat(statuses(9)).containsExactly(200, 200, 503, 200, 200, 503, 200, 200, 503);
        proxy.mend();
        proxy.on(GET).after(2).first(1).then(slowDown());
        assertThat(statuses(4)).containsExactly(200, 200, 503, 200);
        proxy.mend();
        proxy.on(key("a b+ü").and(GET)).firstOfEachKey(2).then(slowDown());
        assertThat(statuses(3)).containsExactly(503, 503, 200);
        proxy.mend();
        proxy.on(GET).withProbability(0.5, new Random(1)).then(slowDown());
        assertThat(statuses(50)).contains(200, 503);
    }

    @Test
    void what_is_beyond_a_rate_is_refused() {
        proxy.on(GET).beyond(20).then(slowDown());

        Duration begin = proxy.traffic().now();
        while (proxy.traffic().now().minus(begin).toMillis() < 2000) {
            statuses(1);
        }

        assertThat((double) proxy.traffic().count(GET, 200)).isCloseTo(60, within(10.0));
        assertThat(proxy.traffic().count(GET, 503)).isPositive();
    }

    @Test
    void a_delay_is_one() {
        proxy.on(GET).then(delay(Duration.ofMillis(300)));

        get();

        var entry = proxy.traffic().entries(Traffic.of(GET)).get(0);
        assertThat(proxy.traffic().now().minus(entry.begin())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void actions_see_requests_before_the_store_and_answers_before_the_client() {
        List<String> seen = new ArrayList<>();
        proxy.onRequest(PUT, request -> seen.add("before: " + isThere(request.key())));
        proxy.onAnswer(PUT, (request, status) -> seen.add("after: " + isThere(request.key()) + " " + status));

        put("watched");
        seen.add("client");

        assertThat(seen).containsExactly("before: false", "after: true 200", "client");
    }

    @Test
    void goes_away_and_comes_back() {
        get();
        proxy.goAway();
        assertThatThrownBy(this::get).isInstanceOf(SdkClientException.class);

        proxy.comeBack();

        assertThat(get()).isEqualTo(BYTES);
    }

    @Test
    void a_store_is_killed_and_comes_back_empty() {
        try (StoreProcess other = StoreProcess.start("other")) {
            other.client().putObject(put -> put.bucket("other").key("k"), RequestBody.fromBytes(BYTES));
            other.kill();
            assertThatThrownBy(() -> other.client().headBucket(head -> head.bucket("other")))
                    .isInstanceOf(SdkClientException.class);

            other.comeBack();

            assertThat(other.client()
                            .listObjectsV2(list -> list.bucket("other"))
                            .contents())
                    .isEmpty();
        }
    }

    private void put(String key) {
        client.putObject(put -> put.bucket("bucket").key(key), RequestBody.fromBytes(BYTES));
    }

    private byte[] get() {
        return client.getObjectAsBytes(get -> get.bucket("bucket").key("a b+ü")).asByteArray();
    }

    private GetObjectResponse answerToGet() {
        return client.getObjectAsBytes(get -> get.bucket("bucket").key("a b+ü")).response();
    }

    private List<Integer> statuses(int gets) {
        return IntStream.range(0, gets)
                .mapToObj(i -> {
                    try {
                        get();
                        return 200;
                    } catch (S3Exception e) {
                        return e.statusCode();
                    }
                })
                .toList();
    }

    private static boolean isThere(String key) {
        try {
            store.client().headObject(head -> head.bucket("bucket").key(key));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(proxy.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(store.accessKey(), store.secretKey())))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .socketTimeout(Duration.ofSeconds(2))
                        .expectContinueEnabled(false))
                .build();
    }
}

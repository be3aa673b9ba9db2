package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.EncryptionKind;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class RouteClientTest {

    private static final String MD5 = "\"d41d8cd98f00b204e9800998ecf8427e\"";

    private final AskedS3 store = new AskedS3();
    private final RouteClient client = new RouteClient(store, Samples.TRANSFER, Encryption.NONE);

    @Test
    void asks_for_the_key_as_the_row_names_it() {
        client.getObject(
                get -> get.bucket("media").key(RouteKey.toHeader("a${body}%24.png")), ResponseTransformer.toBytes());

        assertThat(store.gets())
                .singleElement()
                .satisfies(get -> assertThat(get.key()).isEqualTo("a${body}%24.png"));
    }

    @Test
    void puts_under_the_key_as_the_row_names_it() {
        put(b -> b.key(RouteKey.toHeader("a${body}%24.png")));

        assertThat(sent().key()).isEqualTo("a${body}%24.png");
    }

    @Test
    void moves_the_language_out_of_the_metadata() {
        put(b -> b.metadata(Map.of(RouteClient.CONTENT_LANGUAGE, "pt-BR", "origin", "phone")));

        assertThat(sent().contentLanguage()).isEqualTo("pt-BR");
        assertThat(sent().metadata()).isEqualTo(Map.of("origin", "phone"));
    }

    @Test
    void sends_no_language_where_the_source_has_none() {
        put(b -> b.metadata(Map.of("origin", "phone")));

        assertThat(sent().contentLanguage()).isNull();
        assertThat(sent().metadata()).isEqualTo(Map.of("origin", "phone"));
    }

    @Test
    void leaves_all_else_of_a_put_as_it_is() {
        put(b -> b.acl(ObjectCannedACL.PRIVATE).contentMD5("x==").cacheControl("no-store"));

        assertThat(sent().toBuilder()
                        .overrideConfiguration((AwsRequestOverrideConfiguration) null)
                        .build())
                .isEqualTo(PutObjectRequest.builder()
                        .bucket("media")
                        .key("a.png")
                        .acl(ObjectCannedACL.PRIVATE)
                        .contentMD5("x==")
                        .cacheControl("no-store")
                        .metadata(Map.of())
                        .build());
    }

    @Test
    void asks_for_the_encryption_of_the_settings_with_and_without_a_key() {
        for (Encryption encryption : List.of(
                new Encryption(EncryptionKind.AES256, null),
                new Encryption(EncryptionKind.AWS_KMS, null),
                new Encryption(EncryptionKind.AWS_KMS, "alias/media"))) {
            new RouteClient(store, Samples.TRANSFER, encryption)
                    .putObject(
                            PutObjectRequest.builder()
                                    .bucket("media")
                                    .key("a.png")
                                    .build(),
                            RequestBody.empty());
        }

        assertThat(store.puts())
                .extracting(PutObjectRequest::serverSideEncryptionAsString, PutObjectRequest::ssekmsKeyId)
                .containsExactly(tuple("AES256", null), tuple("aws:kms", null), tuple("aws:kms", "alias/media"));
    }

    @Test
    void leaves_the_encryption_that_an_edited_route_asks_for_where_the_settings_ask_for_none() {
        put(b -> b.serverSideEncryption(ServerSideEncryption.AES256));

        assertThat(sent().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    }

    @Test
    void limits_the_time_of_a_put_by_its_length() {
        put(b -> b.contentLength(30_000L));

        assertThat(sent().overrideConfiguration().orElseThrow().apiCallAttemptTimeout())
                .contains(Duration.ofSeconds(2 * 60 + 30));
    }

    @Test
    void hands_on_an_etag_that_is_a_hash() {
        assertThat(answerTo(b -> b.eTag(MD5)).eTag()).isEqualTo(MD5);
        assertThat(answerTo(b -> b.eTag(MD5).serverSideEncryption(ServerSideEncryption.AES256))
                        .eTag())
                .isEqualTo(MD5);
    }

    @Test
    void marks_an_etag_that_only_looks_like_a_hash() {
        for (PutObjectResponse answer : List.of(
                answerTo(b -> b.eTag(MD5).serverSideEncryption(ServerSideEncryption.AWS_KMS)),
                answerTo(b -> b.eTag(MD5).sseCustomerAlgorithm("AES256")))) {
            assertThat(answer.eTag()).isNotNull();
            assertThat(ETag.md5(answer.eTag())).isEmpty();
        }
    }

    @Test
    void makes_no_etag_where_there_was_none() {
        assertThat(answerTo(b -> b.sseCustomerAlgorithm("AES256")).eTag()).isNull();
    }

    private PutObjectResponse answerTo(Consumer<PutObjectResponse.Builder> answer) {
        store.answeringPutWith(PutObjectResponse.builder().applyMutation(answer).build());
        return put(b -> {});
    }

    private PutObjectResponse put(Consumer<PutObjectRequest.Builder> change) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket("media").key("a.png");
        change.accept(request);
        return client.putObject(request.build(), RequestBody.empty());
    }

    private PutObjectRequest sent() {
        assertThat(store.puts()).hasSize(1);
        return store.puts().get(0);
    }
}

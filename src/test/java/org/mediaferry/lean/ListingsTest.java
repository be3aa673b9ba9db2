package org.mediaferry.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaferry.lean.ScriptedServer.answer;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listings, read beside the SDK's client. */
class ListingsTest {

    private static final String PAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Name>media</Name><Prefix>a%2F</Prefix><MaxKeys>1000</MaxKeys><KeyCount>2</KeyCount>
              <IsTruncated>true</IsTruncated><NextContinuationToken>1/&amp;=+</NextContinuationToken>
              <Contents><Key>a/1%2B%20%0A%C3%A4+.png</Key><LastModified>2026-11-24T21:22:09.359Z</LastModified>
                <ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>12345678901</Size>
                <StorageClass>STANDARD</StorageClass><Owner><ID>me</ID><DisplayName>I</DisplayName></Owner></Contents>
              <Contents><Size>0</Size><ETag>"x-2"</ETag><Key><![CDATA[b<&>]]></Key></Contents>
              MORE
            </ListBucketResult>
            """;

    private final ScriptedServer store = ScriptedServer.start();
    private final S3Client client = Clients.lean(store.endpoint());
    private final S3Client sdk = Clients.sdk(store.endpoint());

    @AfterEach
    void close() {
        client.close();
        sdk.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<EncodingType>url</EncodingType>", "", "<EncodingType/>", "<!-- --><New><Deep/></New>"})
    void a_page_is_read_as_the_sdk_reads_it(String encoding) {
        store.says(answer("200 OK", PAGE.replace("MORE", encoding), "Content-Type: application/xml"));

        ListObjectsV2Response page = list(client);

        ListObjectsV2Response bySdk = list(sdk);
        assertThat(page.isTruncated()).isTrue();
        assertThat(page.nextContinuationToken()).isEqualTo(bySdk.nextContinuationToken());
        assertThat(page.keyCount()).isEqualTo(2);
        assertThat(page.contents()).hasSize(2).isEqualTo(withoutOwners(bySdk));
    }

    private static List<S3Object> withoutOwners(ListObjectsV2Response page) {
        return page.contents().stream()
                .map(object -> object.toBuilder().owner((Owner) null).build())
                .toList();
    }

    @Test
    void an_empty_page_has_no_objects() {
        store.says(answer("200 OK", "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));

        assertThat(list(client).contents()).isEmpty();
        assertThat(list(client).isTruncated()).isFalse();
        assertThat(store.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<html><body>Welcome</body></html>",
                "<ListBucketResult>",
                "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>k</Key><Size>many</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>k<b>k</b></Key><Size>1</Size></Contents></ListBucketResult>",
                "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><ListBucketResult><NextContinuationToken>&e;"
                        + "</NextContinuationToken></ListBucketResult>",
                "<!DOCTYPE r [<!ENTITY e 'k'>]><ListBucketResult><Contents><Key>&e;</Key><Size>1</Size></Contents>"
                        + "</ListBucketResult>"
            })
    void what_is_no_whole_listing_fails(String document) {
        store.says(answer("200 OK", document));

        assertThatThrownBy(() -> list(client))
                .isInstanceOf(SdkClientException.class)
                .hasMessageStartingWith("the answer to a listing cannot be read: ");
    }

    @Test
    void a_page_that_is_cut_short_fails() {
        store.saysAndCloses(answer("200 OK", PAGE.replace("MORE", "")).replaceAll("(?s)<StorageClass>.*", ""));

        assertThatThrownBy(() -> list(client)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void a_page_that_drips_does_not_take_longer_than_a_request_may() {
        try (S3Client impatient = Clients.lean(store.endpoint(), Duration.ofMillis(200))) {
            store.plays(talk -> {
                talk.readRequest();
                talk.drip(answer("200 OK", PAGE.repeat(9)), 100);
            });

            assertThat(Failure.of(() -> list(impatient)).kind().getSimpleName())
                    .isEqualTo("ApiCallAttemptTimeoutException");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied",
        "404, NoSuchBucket",
        "503, SlowDown",
        "501, NotImplemented",
        "301, PermanentRedirect",
        "400, AuthorizationHeaderMalformed"
    })
    void a_refusal_is_thrown_as_the_sdk_throws_it(int status, String code) {
        store.says(answer(
                status + " No",
                "<Error><Code>" + code + "</Code><Message>No</Message><RequestId>r</RequestId></Error>",
                "Retry-After: 3",
                "x-amz-bucket-region: eu-north-1"));

        assertThat(Failure.of(() -> list(client))).isEqualTo(Failure.of(() -> list(sdk)));
    }

    @Test
    void a_request_says_what_the_sdk_says() {
        for (Consumer<ListObjectsV2Request.Builder> asked : List.<Consumer<ListObjectsV2Request.Builder>>of(
                list -> {},
                list -> list.prefix("a b/ä+%/~*'()!").startAfter("\u0001 &=?#/\ud83d\ude00"),
                list -> list.continuationToken("1/+==").maxKeys(7),
                list -> list.encodingType(EncodingType.URL).prefix("").maxKeys(0))) {
            store.anew().says(answer("200 OK", PAGE.replace("MORE", "")));
            client.listObjectsV2(list -> asked.accept(list.bucket("media")));
            sdk.listObjectsV2(list -> asked.accept(list.bucket("media")));

            assertThat(parameters(0)).containsExactlyInAnyOrderElementsOf(parameters(1));
            assertThat(store.requests().get(0).header("authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=access/");
            assertThat(store.requests().get(0).header("x-amz-content-sha256")).isEqualTo(Signer.EMPTY_PAYLOAD);
        }
    }

    /** Path and parameters as they are sent. */
    private List<String> parameters(int request) {
        String target = store.requests().get(request).line().split(" ")[1];
        return List.of(target.split("[?&]"));
    }

    @Test
    void what_is_asked_for_besides_goes_to_the_sdk() {
        store.says(answer("200 OK", PAGE.replace("MORE", "")));

        for (Consumer<ListObjectsV2Request.Builder> asked : List.<Consumer<ListObjectsV2Request.Builder>>of(
                list -> list.delimiter("/"),
                list -> list.fetchOwner(true),
                list -> list.expectedBucketOwner("me"),
                list -> list.bucket("other"))) {
            store.anew().says(answer("200 OK", PAGE.replace("MORE", "")));
            client.listObjectsV2(list -> asked.accept(list.bucket("media")));

            assertThat(store.requests().get(0).header("user-agent")).contains("aws-sdk-java");
        }
    }

    private static ListObjectsV2Response list(S3Client client) {
        return client.listObjectsV2(list -> list.bucket("media"));
    }
}

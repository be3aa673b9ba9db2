package org.mediaferry.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

class AclsTakenTest {

    private static final PutObjectRequest PUBLIC =
            PutObjectRequest.builder().acl("public-read").build();
    private static final PutObjectRequest PRIVATE =
            PutObjectRequest.builder().acl("private").build();

    private final AclsTaken acls = new AclsTaken();

    @ParameterizedTest
    @CsvSource({
        "501, NotImplemented, true",
        "501, , true",
        "400, AccessControlListNotSupported, true",
        "400, InvalidArgument, false",
        "403, AccessDenied, false",
        "500, InternalError, false"
    })
    void two_answers_say_that_a_store_has_none(int status, String code, boolean refused) {
        assertThat(acls.areRefused(PUBLIC, failure(status, code))).isEqualTo(refused);
        assertThat(acls.areRefused(
                        CreateMultipartUploadRequest.builder().acl("private").build(), failure(status, code)))
                .isEqualTo(refused);
    }

    @Test
    void a_request_without_an_acl_is_refused_for_another_reason() {
        assertThat(acls.areRefused(PutObjectRequest.builder().build(), failure(501, "NotImplemented")))
                .isFalse();
        assertThat(acls.areRefused(GetObjectRequest.builder().build(), failure(501, "NotImplemented")))
                .isFalse();
    }

    @Test
    void what_is_to_be_encrypted_may_be_refused_for_that_unless_the_store_says_so() {
        for (S3Request request : List.of(
                PUBLIC.toBuilder().serverSideEncryption("aws:kms").build(),
                CreateMultipartUploadRequest.builder()
                        .acl("private")
                        .serverSideEncryption("AES256")
                        .build())) {
            assertThat(acls.areRefused(request, failure(501, "NotImplemented"))).isFalse();
            assertThat(acls.areRefused(request, failure(400, "AccessControlListNotSupported")))
                    .isTrue();
        }
    }

    @Test
    void what_was_taken_before_is_not_refused_for_its_acl_unless_the_store_says_so() {
        acls.went(PRIVATE);

        assertThat(acls.areRefused(PRIVATE, failure(501, "NotImplemented"))).isFalse();
        assertThat(acls.areRefused(PUBLIC, failure(501, "NotImplemented"))).isTrue();
        assertThat(acls.areRefused(PRIVATE, failure(400, "AccessControlListNotSupported")))
                .isTrue();
    }

    @Test
    void the_advice_has_the_stores_own_code() {
        assertThat(AclsTaken.advice(failure(501, "NotImplemented")))
                .contains("set destination.acl=none")
                .endsWith("It says NotImplemented: ");
    }

    private static RuntimeException failure(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}

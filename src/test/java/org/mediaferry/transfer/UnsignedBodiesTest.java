package org.mediaferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class UnsignedBodiesTest {

    @ParameterizedTest
    @CsvSource({"http://h/b/k, 80", "http://h:80/b/k, 80", "http://h:443/b/k, 443", "http://h:9000/b/k, 9000"})
    void a_signed_request_goes_where_the_unsigned_one_would(URI address, int port) {
        SdkHttpRequest request =
                SdkHttpRequest.builder().uri(address).method(SdkHttpMethod.PUT).build();

        SdkHttpRequest signed = new UnsignedBodies()
                .signer()
                .sign(SignRequest.builder(AwsCredentialsIdentity.create("a", "s"))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .build())
                .request();

        assertThat(signed.protocol()).isEqualTo("http");
        assertThat(signed.port()).isEqualTo(port);
    }
}

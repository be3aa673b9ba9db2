package org.mediaferry.transfer;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests over http as the SDK signs them over https: {@code UNSIGNED-PAYLOAD} instead of a body in signed chunks
 * ({@code aws-chunked}), which some stores do not take. What guards the bytes is Content-MD5, as with the lean client.
 */
final class UnsignedBodies implements AwsV4AuthScheme {

    private final AwsV4HttpSigner signer = new AsOverHttps(AwsV4HttpSigner.create());

    @Override
    public String schemeId() {
        return SCHEME_ID;
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return signer;
    }

    /** A signature says nothing of the scheme, but the SDK asks it whether to sign the body. */
    private record AsOverHttps(AwsV4HttpSigner sdk) implements AwsV4HttpSigner {

        @Override
        public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
            SdkHttpRequest http = request.request();
            SignedRequest signed =
                    sdk.sign(request.toBuilder().request(asHttps(http)).build());
            SdkHttpRequest back = signed.request().toBuilder()
                    .protocol("http")
                    .port(http.port())
                    .build();
            return signed.toBuilder().request(back).build();
        }

        /** The usual port stays unsaid, as the host header leaves it out. */
        private static SdkHttpRequest asHttps(SdkHttpRequest request) {
            Integer port = request.port() == 80 ? null : request.port();
            return request.toBuilder().protocol("https").port(port).build();
        }

        @Override
        public CompletableFuture<AsyncSignedRequest> signAsync(
                AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
            return sdk.signAsync(request);
        }
    }
}

package org.mediaferry.transfer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/**
 * The HTTP client of the SDK, made with the first request: it reads all certificates that Java trusts, which takes longer
 * than anything else of the SDK at a start, and most runs send nothing through it.
 */
final class OnDemandHttpClient implements SdkHttpClient {

    private final ApacheHttpClient.Builder builder;
    private @Nullable SdkHttpClient made;
    private boolean closed;

    OnDemandHttpClient(ApacheHttpClient.Builder builder) {
        this.builder = builder;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return made().prepareRequest(request);
    }

    private synchronized SdkHttpClient made() {
        if (closed) {
            throw new IllegalStateException("Connection pool shut down");
        }
        if (made == null) {
            made = builder.build();
        }
        return made;
    }

    @Override
    public String clientName() {
        return "Apache";
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (made != null) {
            made.close();
        }
    }
}

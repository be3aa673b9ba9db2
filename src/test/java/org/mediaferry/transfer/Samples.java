package org.mediaferry.transfer;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.config.Concurrency;
import org.mediaferry.config.Transfer;
import org.mediaferry.config.TransferClient;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Samples, and answers of a source, for the tests of this package. */
final class Samples {

    static final Transfer TRANSFER = new Transfer(
            TransferClient.LEAN,
            new Concurrency(4, false),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            1000,
            5L << 20,
            10_000);
    static final Patience PATIENCE = Patience.of(TRANSFER);

    private Samples() {}

    static MediaObject avatar(String key) {
        return new MediaObject("accounts", 1, "avatar", "original", key, "public-read", true, 3L, false);
    }

    static MediaObject withAcl(String acl) {
        return new MediaObject("accounts", 1, "avatar", "original", "a.png", acl, true, null, false);
    }

    static ResponseInputStream<GetObjectResponse> answer(String bytes, Consumer<GetObjectResponse.Builder> headers) {
        return answer(new CountingConnection(bytes.getBytes(StandardCharsets.UTF_8)), headers);
    }

    static ResponseInputStream<GetObjectResponse> answer(
            CountingConnection connection, Consumer<GetObjectResponse.Builder> headers) {
        var builder = GetObjectResponse.builder().contentLength(connection.length());
        headers.accept(builder);
        return new ResponseInputStream<>(builder.build(), AbortableInputStream.create(connection, connection));
    }

    static byte[] bytesOf(SourceBody body) {
        try {
            return body.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The bytes of an answer, which remembers how it was let go. */
    static final class CountingConnection extends ByteArrayInputStream
            implements software.amazon.awssdk.http.Abortable {
        private final long length;
        private int aborted;
        private int closed;

        CountingConnection(byte[] bytes) {
            super(bytes);
            this.length = bytes.length;
        }

        long length() {
            return length;
        }

        int aborted() {
            return aborted;
        }

        int closed() {
            return closed;
        }

        @Override
        public void abort() {
            aborted++;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}

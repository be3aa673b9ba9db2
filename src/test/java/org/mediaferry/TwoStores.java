package org.mediaferry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.demo.LocalS3;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A source and a destination in this process, and what a test puts into the one and finds in the other. */
final class TwoStores implements AutoCloseable {

    private final LocalS3 source;
    private final LocalS3 destination;

    private TwoStores(LocalS3 source, LocalS3 destination) {
        this.source = source;
        this.destination = destination;
    }

    static TwoStores inMemory() {
        return new TwoStores(LocalS3.start("old"), LocalS3.start("new"));
    }

    /** For objects larger than memory. */
    static TwoStores onDisk(Path directory) {
        return new TwoStores(LocalS3.start("old", directory), LocalS3.start("new", directory));
    }

    LocalS3 source() {
        return source;
    }

    LocalS3 destination() {
        return destination;
    }

    /** Puts an object into the source and says how a row names it. */
    MediaObject holding(String key, byte[] bytes, Consumer<PutObjectRequest.Builder> headers) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(source.bucket()).key(key);
        headers.accept(request);
        source.client().putObject(request.build(), RequestBody.fromBytes(bytes));
        return named(1, key, "public-read");
    }

    MediaObject holding(String key, String text) {
        return holding(key, text.getBytes(StandardCharsets.UTF_8), headers -> {});
    }

    static MediaObject named(long id, String key, String acl) {
        return new MediaObject("accounts", id, "avatar", "original", key, acl, true, null, false);
    }

    ResponseBytes<GetObjectResponse> copyOf(String key) {
        return destination
                .client()
                .getObjectAsBytes(get -> get.bucket(destination.bucket()).key(key));
    }

    long lengthOfCopy(String key) {
        return destination
                .client()
                .headObject(head -> head.bucket(destination.bucket()).key(key))
                .contentLength();
    }

    boolean hasCopyOf(String key) {
        try {
            destination
                    .client()
                    .headObject(head -> head.bucket(destination.bucket()).key(key));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    boolean everyoneMayReadCopyOf(String key) {
        return destination
                .client()
                .getObjectAcl(acl -> acl.bucket(destination.bucket()).key(key))
                .grants()
                .stream()
                .anyMatch(grant -> String.valueOf(grant.grantee().uri()).endsWith("/AllUsers"));
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}

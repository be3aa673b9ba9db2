package org.mediaferry.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Permission;

/** Compares one object of the destination with what its copy must be. */
final class CopyCheck {
    static final String LOST = "is not there";

    private static final String GROUPS = "http://acs.amazonaws.com/groups/global/";

    private final S3Client destination;
    private final String bucket;
    private final String key;
    private final String storageClass;

    CopyCheck(S3Client destination, String bucket, String key, String storageClass) {
        this.destination = destination;
        this.bucket = bucket;
        this.key = key;
        this.storageClass = storageClass;
    }

    /**
     * Gets the object and its ACL.
     *
     * @param acl the canned ACL that it must have, or null to compare none
     * @return what differs, one sentence without the key each
     */
    List<String> differences(Content content, @Nullable String acl) {
        List<String> found = new ArrayList<>();
        try (ResponseInputStream<GetObjectResponse> body =
                destination.getObject(get -> get.bucket(bucket).key(key))) {
            compareBytes(content, Md5.of(body), found);
            compareHeaders(content.headers(), body.response(), found);
        } catch (NoSuchKeyException e) {
            return List.of(LOST);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key + " from the destination", e);
        }
        if (acl != null) {
            compareAcl(acl, found);
        }
        return found;
    }

    private static void compareBytes(Content content, Md5.LengthAndMd5 actual, List<String> found) {
        if (actual.length() != content.length()) {
            found.add("has " + actual.length() + " bytes, expected " + content.length());
        } else if (!actual.md5().equals(content.md5())) {
            found.add("has bytes of MD5 " + actual.md5() + ", expected " + content.md5());
        }
    }

    private void compareHeaders(Headers expected, GetObjectResponse actual, List<String> found) {
        compare("Content-Type", expected.contentType(), actual.contentType(), found);
        compare("Content-Encoding", expected.contentEncoding(), actual.contentEncoding(), found);
        compare("Content-Disposition", expected.contentDisposition(), actual.contentDisposition(), found);
        compare("Content-Language", expected.contentLanguage(), actual.contentLanguage(), found);
        compare("Cache-Control", expected.cacheControlOfCopy(), actual.cacheControl(), found);
        compare("user metadata", expected.metadata(), actual.metadata(), found);
        String actualClass = actual.storageClassAsString();
        compare("storage class", storageClass, actualClass == null ? "STANDARD" : actualClass, found);
    }

    private static void compare(String name, @Nullable Object expected, @Nullable Object actual, List<String> found) {
        if (!Objects.equals(expected, actual)) {
            found.add("has " + (actual == null ? "no " + name : name + " " + actual) + ", expected "
                    + (expected == null ? "none" : expected));
        }
    }

    private void compareAcl(String acl, List<String> found) {
        List<String> publicRights = destination
                .getObjectAcl(get -> get.bucket(bucket).key(key))
                .grants()
                .stream()
                .filter(CopyCheck::concernsStrangers)
                .map(Grant::permission)
                .map(Permission::toString)
                .distinct()
                .toList();
        List<String> expected = acl.equals("public-read") ? List.of("READ") : List.of();
        if (!publicRights.equals(expected)) {
            found.add("gives strangers the rights " + publicRights + ", expected " + expected + " of ACL " + acl);
        }
    }

    private static boolean concernsStrangers(Grant grant) {
        String uri = grant.grantee().uri();
        return uri != null && uri.startsWith(GROUPS);
    }
}

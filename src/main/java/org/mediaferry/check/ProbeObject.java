package org.mediaferry.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.mediaferry.config.Encryption;
import org.mediaferry.config.EncryptionKind;
import org.mediaferry.transfer.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Puts one small object under a name of its own, looks at what becomes of it, and removes it. */
final class ProbeObject {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeObject.class);

    private static final String EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
    private static final byte[] BYTES = "Put by mediaferry check, which removes it.\n".getBytes(StandardCharsets.UTF_8);
    private static final String CACHE_CONTROL = "public, max-age=315576000, immutable";
    private static final int BAD_REQUEST = 400;
    private static final int PRECONDITION_FAILED = 412;
    private static final String LOOK_YOURSELF =
            "open an object's address in a browser: this machine gets no such answer (behind a proxy?), so this was not seen";

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final Encryption encryption;
    private final Findings findings;
    private final Anonymous everybody;
    private boolean ending;

    /**
     * @param prefix what the key begins with, as a key's do; may be empty
     * @param encryption that copies ask for
     */
    ProbeObject(S3Client client, String bucket, String prefix, Encryption encryption, Findings findings) {
        this.client = client;
        this.bucket = bucket;
        this.key = prefix + "mediaferry-check-" + UUID.randomUUID();
        this.encryption = encryption;
        this.findings = findings;
        this.everybody = new Anonymous(client, bucket);
    }

    /** @param publicAcl the ACL of public copies; empty when none is sent */
    void run(String publicAcl) {
        // Whoever interrupts the check must not leave the object behind
        Thread removal = new Thread(this::removeAtExit, "probe-removal");
        Runtime.getRuntime().addShutdownHook(removal);
        try {
            probe(publicAcl);
        } finally {
            forget(removal);
        }
    }

    private static void forget(Thread removal) {
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            // It is under way
        }
    }

    private void probe(String publicAcl) {
        if (!puts()) {
            return;
        }
        try {
            headers();
            if (publicAcl.isEmpty()) {
                withoutAcl();
            } else if (takesAcl(publicAcl)) {
                // In this order: a proxy that caches would give the private one, had it got the public one before
                closedToEverybody();
                openToEverybody(publicAcl);
            }
            contentMd5();
            conditionalPut();
        } finally {
            remove();
        }
    }

    private boolean puts() {
        try {
            put(put -> {}, md5(BYTES));
            findings.ok("put", key);
            return true;
        } catch (SdkException e) {
            findings.failed(
                    "put",
                    cause(e),
                    "give destination.access-key the right to put objects"
                            + (encryption.isAskedFor()
                                    ? " and to use the key of destination.server-side-encryption=" + encryption.header()
                                    : ""));
            return false;
        }
    }

    private void headers() {
        try {
            HeadObjectResponse head =
                    client.headObject(ask -> ask.bucket(bucket).key(key));
            boolean kept = "text/plain".equals(head.contentType())
                    && CACHE_CONTROL.equals(head.cacheControl())
                    && "yes".equals(head.metadata().get("probe"))
                    && head.contentLength() == BYTES.length;
            if (kept) {
                findings.ok("get", "length, Content-Type, Cache-Control and metadata are as they were put");
            } else {
                findings.warning(
                        "get",
                        "length " + head.contentLength() + ", Content-Type " + head.contentType() + ", Cache-Control "
                                + head.cacheControl() + ", metadata " + head.metadata() + " came back",
                        "this store changes what it is given: browsers may not cache media, or show them wrongly");
            }
            if (encryption.isAskedFor()) {
                encrypted(head);
            }
        } catch (SdkException e) {
            findings.failed(
                    "get", cause(e), "give destination.access-key the right to get objects: a copy is looked up");
        }
    }

    private void encrypted(HeadObjectResponse head) {
        String how = head.serverSideEncryptionAsString();
        if (encryption.header().equals(how)) {
            findings.ok("encryption", how + (head.ssekmsKeyId() == null ? "" : ", key " + head.ssekmsKeyId()));
        } else {
            findings.warning(
                    "encryption",
                    encryption.header() + " was asked for, and the store tells of " + (how == null ? "none" : how),
                    "ask the provider whether it encrypts: mediaferry cannot see it");
        }
    }

    /** Whether the bucket's own rules let everybody read. */
    private void withoutAcl() {
        Anonymous.Answer seen = everybody.get(key);
        if (seen.isGiven()) {
            findings.warning(
                    "acl",
                    "none is sent, and everybody can read what is there",
                    "so would private media be (of suspended accounts, backups): destination.private-objects says what becomes of it");
        } else if (!seen.isRefused()) {
            findings.warning("acl", "none is sent; without credentials a get answers " + seen.words(), LOOK_YOURSELF);
        } else {
            findings.warning(
                    "acl",
                    "none is sent, and nobody can read without credentials (" + seen.words() + ")",
                    "let everybody get objects by the bucket's policy, or put a proxy before it");
        }
    }

    private boolean takesAcl(String acl) {
        try {
            put(put -> put.acl(acl), md5(BYTES));
            return true;
        } catch (SdkException e) {
            findings.failed(
                    "acl",
                    acl + " is refused: " + cause(e),
                    "allow ACLs for the bucket (and putting them to the access key), or set destination.acl=none; what must be private is then left out, unless destination.private-objects says otherwise");
            return false;
        }
    }

    private void openToEverybody(String acl) {
        if (!takesAcl(acl)) {
            return;
        }
        String kept = kept();
        Anonymous.Answer seen = everybody.get(key);
        String evidence = acl + " is taken" + kept + "; without credentials a get answers " + seen.words();
        if (seen.isGiven() || !acl.startsWith("public-read")) {
            findings.ok("acl", evidence);
        } else if (encryption.kind() == EncryptionKind.AWS_KMS) {
            findings.warning(
                    "acl",
                    evidence,
                    "AWS gives what KMS encrypted to nobody without credentials: put a proxy before it that has some, or set destination.server-side-encryption=AES256");
        } else {
            findings.warning(
                    "acl",
                    evidence,
                    "pictures would not be seen without a proxy: look for a rule of the bucket or account that blocks public access");
        }
    }

    private String kept() {
        try {
            boolean open = client.getObjectAcl(ask -> ask.bucket(bucket).key(key)).grants().stream()
                    .anyMatch(ProbeObject::letsEverybodyRead);
            return open ? " and kept" : " and says nothing of everybody afterwards";
        } catch (SdkException e) {
            return ", and cannot be asked for";
        }
    }

    private static boolean letsEverybodyRead(Grant grant) {
        return grant.grantee() != null
                && EVERYBODY.equals(grant.grantee().uri())
                && grant.permission() == Permission.READ;
    }

    private void closedToEverybody() {
        try {
            put(put -> put.acl("private"), md5(BYTES));
        } catch (SdkException e) {
            findings.failed("private", "private is refused: " + cause(e), "allow ACLs for the bucket");
            return;
        }
        Anonymous.Answer seen = everybody.get(key);
        if (seen.isGiven()) {
            findings.failed(
                    "private",
                    "an object that was put as private can be read by everybody",
                    "take the right to get all objects from everybody, in the bucket's policy: media of suspended accounts and backups would be public");
        } else if (seen.isRefused()) {
            findings.ok("private", "without credentials a get answers " + seen.words());
        } else {
            findings.warning("private", "without credentials a get answers " + seen.words(), LOOK_YOURSELF);
        }
    }

    private void contentMd5() {
        try {
            put(put -> {}, md5(new byte[] {1}));
            findings.warning(
                    "Content-MD5",
                    "bytes with the MD5 of others are taken",
                    "wrong bytes are found out here by the ETag, after they were stored");
        } catch (SdkException e) {
            if (isStatus(e, BAD_REQUEST)) {
                findings.ok("Content-MD5", "bytes with the MD5 of others are refused");
            } else {
                findings.warning("Content-MD5", cause(e), "run check again: this says nothing of wrong bytes");
            }
        }
    }

    /** For the administrator's knowledge: a copy does not need it. */
    private void conditionalPut() {
        try {
            put(put -> put.ifNoneMatch("*"), md5(BYTES));
            findings.ok("If-None-Match", "not obeyed; a copy does not need it");
        } catch (SdkException e) {
            String how = isStatus(e, PRECONDITION_FAILED) ? "obeyed" : "not offered (" + cause(e) + ")";
            findings.ok("If-None-Match", how + "; a copy does not need it");
        }
    }

    private static boolean isStatus(SdkException e, int status) {
        return e instanceof AwsServiceException answer && answer.statusCode() == status;
    }

    private void remove() {
        try {
            client.deleteObject(ask -> ask.bucket(bucket).key(key));
            client.headObject(ask -> ask.bucket(bucket).key(key));
            findings.warning("delete", key + " is still there", "remove it by hand");
        } catch (NoSuchKeyException e) {
            findings.ok("delete", "the probe is gone");
        } catch (SdkException e) {
            findings.warning(
                    "delete",
                    "the probe could not be removed: " + cause(e),
                    "remove " + key + " by hand; a copy deletes nothing, so this right is not needed");
        }
    }

    private synchronized void removeAtExit() {
        ending = true;
        try {
            client.deleteObject(ask -> ask.bucket(bucket).key(key));
        } catch (SdkException e) {
            LOG.warn("check - the probe could not be removed: {}; remove {} from {} by hand", cause(e), key, bucket);
        }
    }

    private synchronized void put(Consumer<PutObjectRequest.Builder> more, String md5) {
        if (ending) {
            throw AbortedException.create("the check was interrupted");
        }
        client.putObject(
                put -> more.accept(put.bucket(bucket)
                        .key(key)
                        .contentType("text/plain")
                        .cacheControl(CACHE_CONTROL)
                        .metadata(Map.of("probe", "yes"))
                        .serverSideEncryption(encryption.header())
                        .ssekmsKeyId(encryption.kmsKeyId())
                        .contentMD5(md5)),
                RequestBody.fromBytes(BYTES));
    }

    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cause(SdkException e) {
        return new Failures().cause(e);
    }
}

package org.mediaferry.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.mediaferry.config.Store;
import org.mediaferry.pace.ErrorCode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks a store, before anything is copied, whether the configuration fits it. Writes nothing. */
public final class StoreCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StoreCheck() {}

    /**
     * Lists one key of the bucket.
     *
     * @param side {@code source} or {@code destination}, as in the settings' names
     * @throws StoreException when that fails; says which setting to look at
     */
    public static void check(String side, Store store, S3Client client) {
        check(side, store, client, () -> list(store, client));
    }

    /**
     * As {@link #check}, before a run begins: passing trouble is met with some patience.
     *
     * @param side {@code source} or {@code destination}, as in the settings' names
     * @throws StoreException when that fails; says which setting to look at
     */
    public static void checkFirst(String side, Store store, S3Client client) {
        check(side, store, client, () -> Insistence.on(() -> list(store, client)));
    }

    private static void check(String side, Store store, S3Client client, Runnable listing) {
        String where = store.endpoint() == null
                ? "AWS in " + store.region()
                : store.endpoint().toString();
        try {
            listing.run();
        } catch (AwsServiceException e) {
            if (!mayNotList(e) || !answersHead(store, client)) {
                throw new StoreException(refusal(side, store, where, e), e);
            }
        } catch (SdkException e) {
            throw new StoreException(
                    side + ".endpoint: " + where + " does not answer (" + root(e) + "): " + advice(side, root(e)), e);
        }
    }

    /** @param root what a connection failed at, as Java or Conscrypt says it */
    private static String advice(String side, String root) {
        if (root.contains("SunCertPathBuilderException")) {
            return "nobody whom Java trusts has signed its certificate: name a trust store with it in"
                    + " MEDIAFERRY_OPTS=-Djavax.net.ssl.trustStore=FILE";
        }
        if (root.contains("TLS packet header") || root.contains("SSL message")) {
            return "it does not speak https: check scheme and port of " + side + ".endpoint";
        }
        return "check " + side + ".endpoint, " + side + ".path-style and the network";
    }

    private static void list(Store store, S3Client client) {
        client.listObjectsV2(
                b -> b.bucket(store.bucket()).maxKeys(1).overrideConfiguration(o -> o.apiCallAttemptTimeout(PATIENCE)));
    }

    /** Keys that may get and put but not list are enough to copy. */
    private static boolean mayNotList(AwsServiceException e) {
        return "AccessDenied".equals(ErrorCode.of(e));
    }

    private static boolean answersHead(Store store, S3Client client) {
        try {
            client.headBucket(b -> b.bucket(store.bucket()));
            return true;
        } catch (S3Exception e) {
            return false;
        }
    }

    private static String refusal(String side, Store store, String where, AwsServiceException e) {
        String bucket = "bucket \"" + store.bucket() + "\" at " + where;
        String advice = switch (ErrorCode.of(e)) {
            case "NoSuchBucket" ->
                side + ".bucket: there is no " + bucket + ": "
                        + (side.equals("source") ? "" : "create it (mediaferry creates none) or ") + "correct the name";
            case "InvalidAccessKeyId" -> side + ".access-key: " + where + " does not know this access key";
            case "SignatureDoesNotMatch" ->
                side + ".secret-key: " + where
                        + " refuses the signature: the secret key does not belong to the access key, or " + side
                        + ".region is wrong";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                side + ".region: " + bucket + " is not in region " + store.region();
            case "RequestTimeTooSkewed" -> skewed(where, e);
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
                side + ".access-key: these credentials have expired at " + where;
            case "AccessDenied" -> side + ".access-key: these keys may not use " + bucket;
            default -> other(side, bucket, e.statusCode());
        };
        String said = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        return said == null ? advice : advice + " (" + said + ")";
    }

    private static String skewed(String where, AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails().sdkHttpResponse())
                .flatMap(answer -> answer.firstMatchingHeader("Date"))
                .flatMap(date -> ClockSkew.of(date, Instant.now()))
                .map(skew -> "the clock of this machine " + ClockSkew.words(skew) + " that of " + where
                        + ", which takes 15 minutes at most: set the clock")
                .orElse("the clock of this machine and that of " + where
                        + " differ by more than 15 minutes: set the clock");
    }

    private static String other(String side, String bucket, int status) {
        String answer = bucket + " answers " + status + " to a listing";
        return status == 401
                ? side + ".access-key: " + answer + ", so these credentials do not do"
                : side + ": " + answer;
    }

    private static String root(Throwable e) {
        return Stream.iterate(e, x -> x != null, Throwable::getCause)
                .limit(10)
                .reduce((a, b) -> b)
                .map(x -> x.getClass().getSimpleName() + ": " + x.getMessage())
                .orElseThrow();
    }
}

package org.mediaferry.lean;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.AccessDeniedException;
import software.amazon.awssdk.services.s3.model.EncryptionTypeMismatchException;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.InvalidRequestException;
import software.amazon.awssdk.services.s3.model.InvalidWriteOffsetException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TooManyPartsException;

/** Makes the SDK's exceptions of a store's answers. */
final class Refusal {

    /** No error document is longer; the rest of one is not read. */
    static final int LONGEST_DOCUMENT = 64 * 1024;

    private static final int NOT_FOUND = 404;
    private static final Pattern CODE = element("Code");
    private static final Pattern MESSAGE = element("Message");
    private static final Pattern REQUEST_ID = element("RequestId");
    private static final Pattern NUMBERED = Pattern.compile("&#(?:x([0-9a-fA-F]{1,5})|([0-9]{1,6}));");
    /** By the codes that a get, a put or a head of an object may be refused with. */
    private static final Map<String, Supplier<S3Exception.Builder>> KINDS = Map.of(
            "AccessDenied", AccessDeniedException::builder,
            "EncryptionTypeMismatch", EncryptionTypeMismatchException::builder,
            "InvalidObjectState", InvalidObjectStateException::builder,
            "InvalidRequest", InvalidRequestException::builder,
            "InvalidWriteOffset", InvalidWriteOffsetException::builder,
            "NoSuchBucket", NoSuchBucketException::builder,
            "NoSuchKey", NoSuchKeyException::builder,
            "TooManyParts", TooManyPartsException::builder);

    private Refusal() {}

    /**
     * What the SDK throws for such an answer.
     *
     * @param document the error document, as far as it was read; null for an answer without a body
     */
    static S3Exception of(HttpResponse answer, byte @Nullable [] document) {
        String text = document == null ? "" : new String(document, StandardCharsets.UTF_8);
        boolean missing = document == null && answer.getCode() == NOT_FOUND;
        String code = missing ? "NoSuchKey" : first(CODE, text);
        String inItsPlace = missing ? "The specified key does not exist." : answer.getReasonPhrase();
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(code)
                .errorMessage(document == null ? inItsPlace : first(MESSAGE, text))
                .sdkHttpResponse(http(answer))
                .build();
        String requestId = first(REQUEST_ID, text);
        S3Exception.Builder builder = KINDS.getOrDefault(code == null ? "" : code, S3Exception::builder)
                .get();
        return (S3Exception) builder.awsErrorDetails(details)
                .statusCode(answer.getCode())
                .requestId(requestId == null ? value(answer, "x-amz-request-id") : requestId)
                .extendedRequestId(value(answer, "x-amz-id-2"))
                .build();
    }

    /** Status and headers as the SDK has them. */
    static SdkHttpResponse http(HttpResponse answer) {
        SdkHttpFullResponse.Builder http =
                SdkHttpFullResponse.builder().statusCode(answer.getCode()).statusText(answer.getReasonPhrase());
        for (Header header : answer.getHeaders()) {
            http.appendHeader(header.getName(), header.getValue());
        }
        return http.build();
    }

    private static @Nullable String value(HttpResponse answer, String name) {
        Header header = answer.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Error documents are small and flat, and a parser would have to be told what not to follow. */
    private static Pattern element(String name) {
        return Pattern.compile("<" + name + ">([^<]*+)</" + name + ">");
    }

    private static @Nullable String first(Pattern element, String text) {
        Matcher found = element.matcher(text);
        return found.find() ? unescaped(found.group(1).strip()) : null;
    }

    private static String unescaped(String text) {
        return text.contains("&")
                ? NUMBERED.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(character(found)))
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&")
                : text;
    }

    private static String character(MatchResult found) {
        int number = found.group(1) == null ? Integer.parseInt(found.group(2)) : Integer.parseInt(found.group(1), 16);
        return Character.toString(number);
    }
}

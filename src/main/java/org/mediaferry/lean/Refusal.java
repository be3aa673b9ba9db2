package org.mediaferry.lean;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Makes the SDK's exceptions of a store's answers. */
final class Refusal {

    /** No error document is longer; the rest of one is not read. */
    static final int LONGEST_DOCUMENT = 64 * 1024;

    private static final int NOT_FOUND = 404;
    private static final Pattern CODE = element("Code");
    private static final Pattern MESSAGE = element("Message");

    private Refusal() {}

    /**
     * What the SDK throws for such an answer.
     *
     * @param document the error document, as far as it was read; null for an answer without a body
     */
    static S3Exception of(HttpResponse answer, byte @Nullable [] document) {
        String text = document == null ? "" : new String(document, StandardCharsets.UTF_8);
        String code = first(CODE, text);
        boolean noKey = answer.getCode() == NOT_FOUND && (document == null || "NoSuchKey".equals(code));
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(noKey ? "NoSuchKey" : code)
                .errorMessage(first(MESSAGE, text))
                .sdkHttpResponse(http(answer))
                .build();
        S3Exception.Builder builder = noKey ? NoSuchKeyException.builder() : S3Exception.builder();
        return (S3Exception) builder.awsErrorDetails(details)
                .statusCode(answer.getCode())
                .requestId(value(answer, "x-amz-request-id"))
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
        return Pattern.compile("<" + name + ">\\s*([^<]*?)\\s*</" + name + ">");
    }

    private static @Nullable String first(Pattern element, String text) {
        Matcher found = element.matcher(text);
        return found.find() ? unescaped(found.group(1)) : null;
    }

    private static String unescaped(String text) {
        return text.contains("&")
                ? text.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&")
                : text;
    }
}

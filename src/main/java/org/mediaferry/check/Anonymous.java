package org.mediaferry.check;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** What a store answers to somebody without credentials, as everybody on the Internet is. */
final class Anonymous {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final S3Client client;
    private final String bucket;
    /** Of the old kind, as an offer to change to HTTP/2 confuses some stores. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param client knows the addresses of the store; sends nothing here */
    Anonymous(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * An answer.
     *
     * @param status 0 when none came
     * @param date as the answer has it; empty when it has none
     */
    record Answer(int status, String date) {

        /** What says nothing of rights: a proxy wants a password, time is up, it was too often. */
        private static final Set<Integer> NO_REFUSALS = Set.of(407, 408, 429);

        boolean isGiven() {
            return status == 200;
        }

        /** Whether the store said no; without an answer, or with one that is about something else, nobody knows. */
        boolean isRefused() {
            return status >= 400 && status < 500 && !NO_REFUSALS.contains(status);
        }

        /** For a message. */
        String words() {
            return status == 0 ? "no answer" : String.valueOf(status);
        }
    }

    /** Gets an object. */
    Answer get(String key) {
        return ask(address(key));
    }

    /** Lists the bucket. */
    Answer list() {
        String address = address("x");
        return ask(address.substring(0, address.length() - 1) + "?list-type=2&max-keys=1");
    }

    private String address(String key) {
        return client.utilities().getUrl(url -> url.bucket(bucket).key(key)).toString();
    }

    private Answer ask(String address) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(new URI(address)).timeout(PATIENCE).build();
            var response = http.send(request, BodyHandlers.discarding());
            return new Answer(
                    response.statusCode(), response.headers().firstValue("Date").orElse(""));
        } catch (IOException | URISyntaxException e) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "");
        }
    }
}

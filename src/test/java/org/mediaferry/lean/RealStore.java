package org.mediaferry.lean;

import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mediaferry.demo.LocalS3;
import org.mediaferry.harness.ForeignStore;
import software.amazon.awssdk.services.s3.S3Client;

/** The stores that the client is tried on: of three makers, each with an HTTP engine of its own. */
enum RealStore {
    /** On Jetty. Its files know neither // nor . and .. */
    S3PROXY(key -> !hasEmptyPart(key) && !key.endsWith("/") && !hasDots(key), Map.of()) {
        @Override
        Running start(Path directory) {
            LocalS3 store = LocalS3.start("another");
            return new Running(this, store.endpoint(), store.accessKey(), store.secretKey(), store::close);
        }
    },
    /** On Eventlet. */
    SWIFT(key -> true, Map.of(Ability.STORAGE_CLASS, "has no storage class but STANDARD")) {
        @Override
        Running start(Path directory) {
            return running(ForeignStore.swift(directory));
        }
    },
    /** On Tomcat, which lets no encoded slash and no backslash pass. */
    S3MOCK(
            key -> !hasEmptyPart(key) && !key.contains("\\"),
            Map.of(
                    Ability.SIGNATURES, "looks at no signature",
                    Ability.ACL, "forgets the ACL of a put")) {
        @Override
        Running start(Path directory) {
            return running(ForeignStore.s3Mock(directory));
        }
    };

    static final String BUCKET = "media";
    /** The one that all of them are signed for. */
    static final String REGION = "us-east-1";

    /** What not every store can. */
    enum Ability {
        SIGNATURES,
        ACL,
        STORAGE_CLASS
    }

    /** A store that has been started, without the bucket of the name {@link #BUCKET}. */
    record Running(RealStore kind, URI endpoint, String accessKey, String secretKey, Runnable end) {

        /** The SDK's client of it. */
        S3Client sdk() {
            return Clients.sdk(endpoint, REGION, accessKey, secretKey);
        }
    }

    private final Predicate<String> keys;
    private final Map<Ability, String> gaps;

    RealStore(Predicate<String> keys, Map<Ability, String> gaps) {
        this.keys = keys;
        this.gaps = gaps;
    }

    abstract Running start(Path directory);

    Running running(ForeignStore store) {
        return new Running(this, store.endpoint(), store.accessKey(), store.secretKey(), store::close);
    }

    /** Whether it can have an object of this name. */
    boolean keeps(String key) {
        return keys.test(key);
    }

    /** Leaves the test out where the store cannot do this. */
    void must(Ability ability) {
        String reason = gaps.get(ability);
        if (reason != null) {
            abort(this + " " + reason);
        }
    }

    private static boolean hasEmptyPart(String key) {
        return ("/" + key).contains("//");
    }

    private static boolean hasDots(String key) {
        return Stream.of(key.split("/")).anyMatch(part -> part.matches("\\.{1,2}"));
    }
}

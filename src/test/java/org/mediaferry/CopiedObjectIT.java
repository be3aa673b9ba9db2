package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.TwoStores.named;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.Tally.Kind;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What a copied object looks like, through the shipped routes. */
class CopiedObjectIT {

    private static final String MASTODONS_CACHE_CONTROL = "public, max-age=315576000, immutable";

    private static TwoStores stores;

    @TempDir
    Path work;

    private CopyBench bench;

    @BeforeAll
    static void startStores() {
        stores = TwoStores.inMemory();
    }

    @AfterAll
    static void stopStores() {
        stores.close();
    }

    @BeforeEach
    void start() {
        bench = CopyBench.start(work, stores.source(), stores.destination());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void keeps_bytes_and_headers() throws InterruptedException {
        byte[] bytes = {0, -1, 31, 13, 10};
        MediaObject object = stores.holding(
                "accounts/all.png",
                bytes,
                headers -> headers.contentType("image/png")
                        .contentEncoding("gzip")
                        .contentDisposition("inline; filename=\"a b.png\"")
                        .contentLanguage("pt-BR")
                        .cacheControl("public, max-age=60")
                        .metadata(Map.of("origin", "phone", "note", "${body} %24")));

        bench.copy(object);

        var copy = stores.copyOf(object.key());
        assertThat(copy.asByteArray()).isEqualTo(bytes);
        assertThat(copy.response().contentType()).isEqualTo("image/png");
        assertThat(copy.response().contentEncoding()).isEqualTo("gzip");
        assertThat(copy.response().contentDisposition()).isEqualTo("inline; filename=\"a b.png\"");
        assertThat(copy.response().contentLanguage()).isEqualTo("pt-BR");
        assertThat(copy.response().cacheControl()).isEqualTo("public, max-age=60");
        assertThat(copy.response().metadata()).isEqualTo(Map.of("origin", "phone", "note", "${body} %24"));
        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
        assertThat(bench.total().bytes()).isEqualTo(5);
    }

    @Test
    void has_no_headers_but_mastodons_cache_control_where_the_source_has_none() throws InterruptedException {
        MediaObject object = stores.holding("accounts/bare.bin", "bytes");

        bench.copy(object);

        PutObjectRequest sent = onlyPut();
        assertThat(stores.copyOf(object.key()).response().cacheControl()).isEqualTo(MASTODONS_CACHE_CONTROL);
        assertThat(sent.contentEncoding()).isNull();
        assertThat(sent.contentDisposition()).isNull();
        assertThat(sent.contentLanguage()).isNull();
        assertThat(sent.storageClass()).isNull();
        assertThat(sent.metadata()).isEmpty();
    }

    @Test
    void has_the_acl_that_the_row_calls_for() throws InterruptedException {
        stores.holding("accounts/acl.png", "bytes");

        bench.copy(named(1, "accounts/acl.png", "public-read"));
        assertThat(stores.everyoneMayReadCopyOf("accounts/acl.png")).isTrue();

        bench.copy(named(1, "accounts/acl.png", "private"));
        assertThat(stores.everyoneMayReadCopyOf("accounts/acl.png")).isFalse();

        bench.copy(named(1, "accounts/acl.png", null));
        assertThat(bench.destination().puts())
                .extracting(PutObjectRequest::acl)
                .containsExactly(ObjectCannedACL.PUBLIC_READ, ObjectCannedACL.PRIVATE, null);
    }

    @Test
    void does_not_inherit_the_storage_class() throws InterruptedException {
        MediaObject object = stores.holding(
                "accounts/cold.png",
                "bytes".getBytes(StandardCharsets.UTF_8),
                headers -> headers.storageClass(StorageClass.STANDARD_IA));

        bench.copy(object);

        assertThat(onlyPut().storageClass()).isNull();
    }

    @Test
    void has_the_storage_class_and_prefix_that_are_configured(@TempDir Path other) throws InterruptedException {
        MediaObject object = stores.holding("old/accounts/moved.png", "bytes");

        try (CopyBench configured = CopyBench.start(
                other,
                stores.source(),
                stores.destination(),
                "source.key-prefix=old",
                "destination.key-prefix=fresh",
                "destination.storage-class=STANDARD_IA")) {
            configured.copy(object);
        }

        assertThat(stores.copyOf("fresh/accounts/moved.png").response().storageClass())
                .isEqualTo(StorageClass.STANDARD_IA);
    }

    @Test
    void may_be_empty() throws InterruptedException {
        MediaObject object =
                stores.holding("accounts/empty.txt", new byte[0], headers -> headers.contentType("text/plain"));

        bench.copy(object);

        var copy = stores.copyOf(object.key());
        assertThat(copy.asByteArray()).isEmpty();
        assertThat(copy.response().contentType()).isEqualTo("text/plain");
        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
    }

    @Test
    void may_come_in_parts() throws InterruptedException {
        byte[] bytes = new byte[3_000_000];
        new java.util.Random(1).nextBytes(bytes);
        MediaObject object = stores.holding("accounts/parts.bin", bytes, headers -> {});
        bench.source().answering(answer -> answer.toBuilder().eTag("\"0123-2\"").build());

        bench.copy(object);

        assertThat(onlyPut().contentMD5()).isNull();
        assertThat(stores.copyOf(object.key()).asByteArray()).isEqualTo(bytes);
        assertThat(bench.total().of(Kind.COPIED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts/${body}.png",
                "accounts/${env:HOME}/a.png",
                "accounts/$simple{body}.png",
                "accounts/{{source.bucket}}.png",
                "accounts/%41.png",
                "accounts/%24.png",
                "accounts/%2541%.png",
                "accounts/a b.png",
                " accounts/a.png ",
                "accounts/a+b?c=d&e#f.png",
                "accounts/\u540d\u524d \ud83d\ude00 u\u0308.png",
                "accounts/'\"<>\\|.png",
                "accounts/trailing."
            })
    void has_the_very_key_of_the_source(String key) throws InterruptedException {
        MediaObject object = stores.holding(key, "bytes of " + key);

        bench.copy(object);

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(stores.copyOf(key).asUtf8String()).isEqualTo("bytes of " + key);
    }

    private PutObjectRequest onlyPut() {
        assertThat(bench.destination().puts()).hasSize(1);
        return bench.destination().puts().get(0);
    }
}

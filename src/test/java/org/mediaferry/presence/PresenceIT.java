package org.mediaferry.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mediaferry.demo.LocalS3;
import software.amazon.awssdk.core.sync.RequestBody;

class PresenceIT {

    private LocalS3 s3;

    @BeforeEach
    void start() {
        s3 = LocalS3.start("media");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void a_page_of_media_with_missing_and_orphan_objects_takes_five_requests_at_most() {
        List<String> wanted = Keys.ofMedia(Keys.IN_2023, 1000);
        List<String> orphans = Keys.ofMedia(Keys.IN_2023 + Keys.SECOND / 2, 200);
        List<String> around = Stream.concat(
                        Keys.ofMedia(Keys.IN_2023 - 100 * Keys.SECOND, 100).stream(),
                        Keys.ofMedia(Keys.IN_2023 + 1000 * Keys.SECOND, 100).stream())
                .toList();
        Set<String> there = IntStream.range(0, wanted.size())
                .filter(i -> i % 17 != 0)
                .mapToObj(wanted::get)
                .collect(Collectors.toSet());
        put(there);
        put(orphans);
        put(around);
        Presence presence = Presence.exact(s3.client(), s3.bucket(), "");
        presence.lookUp(around);
        long before = presence.requests().total();

        Map<String, Found> found = presence.lookUp(wanted);

        assertThat(found.keySet()).isEqualTo(there);
        assertThat(presence.requests().total() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void knows_size_and_etag_whether_listed_or_asked_for() {
        put(List.of("a/b/1", "a/b/2", "c/d/333"));
        Presence presence = Presence.exact(s3.client(), s3.bucket(), "");

        Map<String, Found> found = presence.lookUp(List.of("a/b/1", "a/b/2", "c/d/333"));

        assertThat(presence.requests()).isEqualTo(new Requests(3, 1));
        assertThat(found.get("a/b/1")).isEqualTo(new Found(5, md5Of("a/b/1")));
        assertThat(found.get("c/d/333")).isEqualTo(new Found(7, md5Of("c/d/333")));
    }

    @Test
    void finds_keys_of_every_spelling() {
        List<String> odd = Stream.of(
                        "a b",
                        " a",
                        "a ",
                        "a+b",
                        "+",
                        "a%20b",
                        "%",
                        "a%b",
                        "a&b",
                        "a<b>",
                        "a\"b'",
                        "a#b",
                        "a?b=c",
                        "a;b,c",
                        "a=b",
                        "a:b@c",
                        "a~b",
                        "a-b",
                        "a.b",
                        "..a",
                        "é",
                        "e\u0301",
                        "中文",
                        "a\tb",
                        "a\nb",
                        "a\rb",
                        "a\u0001b",
                        "a\u007fb",
                        "a\u0085b",
                        "a\u00a0b",
                        "a\u2028b",
                        "a\ufffdb",
                        "\u202eb",
                        "a\\b",
                        "[a]{b}|^`",
                        "$HOME",
                        "${x}",
                        "a*b",
                        "x".repeat(200))
                .toList();
        List<String> there = odd.stream()
                .flatMap(name -> Stream.of("files/000/000/001/original/" + name, "files/000/000/002/original/" + name))
                .toList();
        put(there);
        List<String> absent = odd.stream()
                .flatMap(name -> Stream.of("files/000/000/001/small/" + name, "files/000/000/002/original/x" + name))
                .toList();

        Presence presence = Presence.exact(s3.client(), s3.bucket(), "");
        Map<String, Found> found = presence.lookUp(concat(there, absent));

        assertThat(found.keySet()).isEqualTo(Set.copyOf(there));
        assertThat(presence.requests().heads()).as("keys with a U+FFFD").isEqualTo(4);
    }

    @Test
    void an_order_that_is_wrong_beyond_u_ffff_does_not_make_answers_wrong() {
        List<String> names = IntStream.of(0xd7ff, 0xe000, 0xff08, 0xfffd, 0x10000, 0x1f600, 0x2f800)
                .mapToObj(Character::toString)
                .flatMap(c -> Stream.of("f/x/" + c, "f/x/" + c + "1", "f/x/a" + c, "f/" + c + "/a"))
                .toList();
        List<String> plain = IntStream.range(0, 50).mapToObj(i -> "f/x/" + i).toList();
        put(names);
        put(plain.subList(0, 30));
        List<String> absent = names.stream().map(name -> name + "2").toList();

        Map<String, Found> found =
                Presence.exact(s3.client(), s3.bucket(), "").lookUp(concat(concat(names, plain), absent));

        assertThat(found.keySet()).isEqualTo(new HashSet<>(concat(names, plain.subList(0, 30))));
    }

    @Test
    void an_empty_destination_is_asked_once() {
        List<String> keys = Keys.ofMedia(Keys.IN_2023, 2000);
        Presence presence = Presence.forCopying(s3.client(), s3.bucket(), "");

        assertThat(presence.lookUp(keys.subList(0, 2000))).isEmpty();
        put(keys.subList(0, 10));
        assertThat(presence.lookUp(keys.subList(2000, 4000))).isEmpty();

        assertThat(presence.requests()).isEqualTo(new Requests(1, 0));
    }

    @Test
    void twenty_thousand_foreign_keys_in_a_range_cost_no_more_than_asking_for_each_object() {
        List<String> wanted = Keys.ofMedia(Keys.IN_2023, 100);
        put(wanted.subList(0, 150));
        put(IntStream.range(0, 20_000)
                .mapToObj(i -> "media_attachments/files/109/600/000/"
                        + (i < 10_000 ? "7/x" : "%03d/x".formatted(i % 1000)) + i)
                .toList());
        Presence presence = Presence.exact(s3.client(), s3.bucket(), "");

        Map<String, Found> found = presence.lookUp(wanted);

        assertThat(found.keySet()).isEqualTo(Set.copyOf(wanted.subList(0, 150)));
        assertThat(presence.requests().total()).isLessThanOrEqualTo(200);
    }

    private void put(Collection<String> keys) {
        keys.parallelStream()
                .forEach(key -> s3.client()
                        .putObject(put -> put.bucket(s3.bucket()).key(key), RequestBody.fromBytes(bytes(key))));
    }

    private static byte[] bytes(String key) {
        return Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), key.length());
    }

    private static String md5Of(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes(key)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> concat(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }
}

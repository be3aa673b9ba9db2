package org.mediaferry.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists a whole bucket, folder by folder. The demo's server walks through all keys of the asked prefix for every page;
 * listing 55,000 keys in one go took over a minute.
 */
final class Listing {
    private static final int MAX_FOLDERS = 200;

    private final S3Client client;
    private final String bucket;
    private final Set<String> keys = Collections.synchronizedSet(new TreeSet<>());

    private Listing(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    static Set<String> keys(S3Client client, String bucket) {
        Listing listing = new Listing(client, bucket);
        List<String> prefixes = listing.list("");
        while (!prefixes.isEmpty()) {
            List<String> next = Collections.synchronizedList(new ArrayList<>());
            Parallel.forEach(prefixes, prefix -> next.addAll(listing.list(prefix)));
            prefixes = List.copyOf(next);
        }
        return listing.keys;
    }

    /** Takes the keys of a prefix that fit into one answer; of more, returns the folders to look into instead. */
    private List<String> list(String prefix) {
        ListObjectsV2Response first = client.listObjectsV2(request(prefix).build());
        if (!first.isTruncated()) {
            add(first.contents());
            return List.of();
        }
        List<String> folders = folders(prefix);
        if (folders.size() > MAX_FOLDERS) {
            client.listObjectsV2Paginator(request(prefix).build()).forEach(page -> add(page.contents()));
            return List.of();
        }
        return folders;
    }

    /** The folders directly below a prefix; adds the keys that lie beside them. */
    private List<String> folders(String prefix) {
        List<String> folders = new ArrayList<>();
        client.listObjectsV2Paginator(request(prefix).delimiter("/").build()).forEach(page -> {
            add(page.contents());
            page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(folders::add);
        });
        return folders;
    }

    private ListObjectsV2Request.Builder request(String prefix) {
        return ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .encodingType(EncodingType.URL); // a control character would spoil the XML
    }

    private void add(List<S3Object> objects) {
        objects.stream().map(S3Object::key).forEach(keys::add);
    }
}

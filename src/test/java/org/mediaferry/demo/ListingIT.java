package org.mediaferry.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class ListingIT {

    @Test
    void lists_every_key_of_many_folders_of_few_folders_and_beside_folders() {
        List<String> keys = new ArrayList<>(List.of("beside", "few/beside"));
        for (int i = 0; i < 1200; i++) {
            keys.add("many/%03d/%d".formatted(i % 300, i));
            keys.add("few/%d/%d".formatted(i % 3, i));
        }

        try (LocalS3 s3 = LocalS3.start("bucket")) {
            Parallel.forEach(
                    keys,
                    key -> s3.client().putObject(put -> put.bucket("bucket").key(key), RequestBody.empty()));

            assertThat(Listing.keys(s3.client(), "bucket")).containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void an_empty_bucket_has_no_keys() {
        try (LocalS3 s3 = LocalS3.start("bucket")) {
            assertThat(Listing.keys(s3.client(), "bucket")).isEmpty();
        }
    }
}

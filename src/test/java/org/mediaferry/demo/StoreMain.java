package org.mediaferry.demo;

import java.io.IOException;
import java.io.OutputStream;

/** An S3 server as a process of its own. Arguments: bucket, port (0 for a free one), access key, secret key. */
public final class StoreMain {

    private StoreMain() {}

    /** Prints the address, and ends with its standard input: so it outlives nobody who started it. */
    public static void main(String[] arguments) throws IOException {
        try (LocalS3 store = LocalS3.start(arguments[0], Integer.parseInt(arguments[1]), arguments[2], arguments[3])) {
            System.out.println(store.endpoint());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }

    /** A client with full rights at such a server. */
    public static software.amazon.awssdk.services.s3.S3Client client(
            java.net.URI endpoint, String accessKey, String secretKey) {
        return LocalS3.client(endpoint, accessKey, secretKey);
    }
}

package org.mediaferry.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that S3's ETags promise. */
final class Md5 {

    private Md5() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}

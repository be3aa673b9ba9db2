package org.mediaferry.demo;

import java.util.Objects;

/**
 * What an object at the source holds.
 *
 * @param length bytes, at least 0
 * @param md5 of the bytes, 32 hexadecimal digits in lower case
 * @param headers what it says about them
 */
public record Content(long length, String md5, Headers headers) {

    public Content {
        Objects.requireNonNull(md5, "md5");
        Objects.requireNonNull(headers, "headers");
        if (length < 0) {
            throw new IllegalArgumentException("length must not be negative, was " + length);
        }
    }
}

package org.mediaferry.demo;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Made-up credentials for servers that live as long as this process. */
final class Secrets {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Secrets() {}

    /** Returns {@code length} random letters and digits. */
    static String random(int length) {
        return new SecureRandom()
                .ints(length, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}

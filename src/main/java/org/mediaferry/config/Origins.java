package org.mediaferry.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Origins as browsers name them: scheme, host and, where it is not the scheme's, port. */
final class Origins {

    private Origins() {}

    static ValueType<List<URI>> type() {
        return new ValueType<>() {
            @Override
            public List<URI> parse(String text) {
                return Arrays.stream(text.split(","))
                        .map(String::strip)
                        .map(Origins::origin)
                        .toList();
            }

            @Override
            public String expected() {
                return "addresses such as https://ferry.example.org, without user or path, separated by commas";
            }

            @Override
            public String forRoutes(List<URI> value) {
                return value.stream().map(URI::toString).collect(Collectors.joining(","));
            }
        };
    }

    private static URI origin(String text) {
        if (!text.matches("https?://[^/?#@\\s]+")) {
            throw new IllegalArgumentException();
        }
        return URI.create(text.toLowerCase(java.util.Locale.ROOT));
    }
}

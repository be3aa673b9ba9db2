package org.mediaferry.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that a misspelt one was meant to be. */
final class DidYouMean {
    private static final int MAX_DISTANCE = 3;

    private DidYouMean() {}

    /** The nearest of the names, if any is near; case and the kind of separator do not count. */
    static Optional<String> nearest(String wrong, List<String> names) {
        String plain = plain(wrong);
        return names.stream()
                .filter(name -> distance(plain, plain(name)) <= MAX_DISTANCE
                        || plain(name).endsWith("-" + plain))
                .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
    }

    private static String plain(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[._]", "-");
    }

    /** Levenshtein's: the number of characters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

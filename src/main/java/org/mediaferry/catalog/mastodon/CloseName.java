package org.mediaferry.catalog.mastodon;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant. */
final class CloseName {
    private static final int TYPING_ERRORS = 3;

    private CloseName() {}

    /**
     * Returns the one of {@code names} that is nearest to {@code typed}: few letters added, dropped or changed, or else
     * a name that contains what was typed.
     */
    static Optional<String> to(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT).replace('-', '_');
        return names.stream()
                .filter(name -> distance(wanted, name) <= Math.min(TYPING_ERRORS, wanted.length() / 2))
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .or(() -> names.stream()
                        .filter(name -> wanted.length() > 2 && name.contains(wanted))
                        .findFirst());
    }

    /** Levenshtein's distance, one row of the table at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

package org.mediaferry.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant. */
public final class NearestName {

    private static final int TYPING_ERRORS = 3;

    private NearestName() {}

    /**
     * The one of {@code names} that is nearest to {@code typed}: few letters added, dropped or changed, or else one that
     * contains what was typed. Case and the kind of separator do not count.
     */
    public static Optional<String> to(String typed, Collection<String> names) {
        String wanted = plain(typed);
        return names.stream()
                .filter(name -> distance(wanted, plain(name)) <= Math.min(TYPING_ERRORS, wanted.length() / 2))
                .min(Comparator.comparingInt(name -> distance(wanted, plain(name))))
                .or(() -> names.stream()
                        .filter(name -> wanted.length() > 2 && plain(name).contains(wanted))
                        .findFirst());
    }

    private static String plain(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[._]", "-");
    }

    /** Levenshtein's: the number of characters to insert, delete or replace; one row of the table at a time. */
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
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

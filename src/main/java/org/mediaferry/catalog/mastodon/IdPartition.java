package org.mediaferry.catalog.mastodon;

/**
 * The folders into which a row's id is cut. Follows kt-paperclip, {@code lib/paperclip/interpolations.rb}, {@code
 * id_partition}: the padded id is scanned for groups of three digits.
 */
final class IdPartition {
    private static final long LIMIT = 1_000_000_000L;

    private IdPartition() {}

    /**
     * Returns {@code 000/001/234} for 1234. Ids from a billion up are padded to 12 digits instead of 9; digits that do
     * not fill a last group of three are dropped, so 13 digits give the folders of the first 12. A minus sign takes one
     * place of the padding and belongs to no group: -99 gives {@code 000/000}.
     */
    static String of(long id) {
        String number = padded(id);
        var folders = new StringBuilder(number.length() + number.length() / 3);
        for (int at = id < 0 ? 1 : 0; at + 3 <= number.length(); at += 3) {
            if (!folders.isEmpty()) {
                folders.append('/');
            }
            folders.append(number, at, at + 3);
        }
        return folders.toString();
    }

    private static String padded(long id) {
        String digits = id < 0 ? Long.toString(id).substring(1) : Long.toString(id);
        String sign = id < 0 ? "-" : "";
        int width = id < LIMIT ? 9 : 12;
        return sign + "0".repeat(Math.max(0, width - sign.length() - digits.length())) + digits;
    }
}

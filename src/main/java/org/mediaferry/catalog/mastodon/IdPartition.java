package org.mediaferry.catalog.mastodon;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * The ids whose partition is made of these digits, the inverse of {@link #of}: one id for nine, twelve and eighteen
     * digits; the others, with digits dropped at the end or a minus sign, do not occur in practice.
     *
     * @param digits of all groups, a multiple of three
     * @return at most a few ranges, each of at most 100 ids
     */
    static List<IdRange> ids(String digits) {
        List<IdRange> ids = new ArrayList<>();
        for (int dropped = 0; dropped <= 2; dropped++) {
            int length = digits.length() + dropped;
            boolean leads = digits.charAt(0) != '0';
            BigInteger first = new BigInteger(digits).multiply(BigInteger.TEN.pow(dropped));
            BigInteger last = first.add(BigInteger.TEN.pow(dropped)).subtract(BigInteger.ONE);
            if (length == 9
                    || length == 12 && first.compareTo(BigInteger.valueOf(LIMIT)) >= 0
                    || length > 12 && leads) {
                add(ids, first, last);
            }
            if (length == 8 || length > 8 && leads) {
                add(ids, last.negate(), first.negate());
            }
        }
        return ids;
    }

    private static void add(List<IdRange> ids, BigInteger first, BigInteger last) {
        BigInteger lowest = first.max(BigInteger.valueOf(Long.MIN_VALUE));
        BigInteger highest = last.min(BigInteger.valueOf(Long.MAX_VALUE));
        if (lowest.compareTo(highest) <= 0) {
            ids.add(new IdRange(lowest.longValue(), highest.longValue()));
        }
    }

    private static String padded(long id) {
        String digits = id < 0 ? Long.toString(id).substring(1) : Long.toString(id);
        String sign = id < 0 ? "-" : "";
        int width = id < LIMIT ? 9 : 12;
        return sign + "0".repeat(Math.max(0, width - sign.length() - digits.length())) + digits;
    }
}

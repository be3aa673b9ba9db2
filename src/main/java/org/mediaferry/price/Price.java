package org.mediaferry.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a provider charges. A GB is 10^9 bytes; taxes, base fees and tiers are left out.
 *
 * @param currency of all amounts
 * @param storageGbMonth for a GB stored a month
 * @param egressGb for a GB that leaves the store
 * @param freeEgressGb GB a month that leave for nothing
 * @param freeEgressTimesStored as many times what is stored leave for nothing in a month
 * @param puts1000 for 1000 requests that write
 * @param gets1000 for 1000 requests that read
 * @param lists1000 for 1000 listings
 * @param minimumDays what is deleted earlier is charged until then; 0 = nothing is
 * @param date of the prices
 * @param source the page that has them
 */
public record Price(
        String currency,
        BigDecimal storageGbMonth,
        BigDecimal egressGb,
        BigDecimal freeEgressGb,
        BigDecimal freeEgressTimesStored,
        BigDecimal puts1000,
        BigDecimal gets1000,
        BigDecimal lists1000,
        int minimumDays,
        String date,
        String source) {

    private static final int DIGITS = 2;
    private static final int GB_ZEROS = 9;
    private static final int THOUSAND_ZEROS = 3;

    /** What requests cost, to the cent. */
    public BigDecimal ofRequests(long gets, long puts, long lists) {
        BigDecimal thousands = gets1000.multiply(BigDecimal.valueOf(gets))
                .add(puts1000.multiply(BigDecimal.valueOf(puts)))
                .add(lists1000.multiply(BigDecimal.valueOf(lists)));
        return rounded(thousands.movePointLeft(THOUSAND_ZEROS));
    }

    /** What a month of storage costs, to the cent. */
    public BigDecimal ofStorage(long bytes) {
        return rounded(storageGbMonth.multiply(gigabytes(bytes)));
    }

    /** What it costs that bytes leave the store once, within one month, to the cent. The store holds at least those. */
    public BigDecimal ofEgress(long bytes) {
        BigDecimal leaving = gigabytes(bytes);
        BigDecimal free = freeEgressGb.add(freeEgressTimesStored.multiply(leaving));
        return rounded(egressGb.multiply(leaving.subtract(free).max(BigDecimal.ZERO)));
    }

    private static BigDecimal gigabytes(long bytes) {
        return BigDecimal.valueOf(bytes, GB_ZEROS);
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(DIGITS, RoundingMode.HALF_UP);
    }
}

package org.mediaferry.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaferry.price.Price;
import org.mediaferry.provider.ProviderName;

/**
 * What one store charges for a copy.
 *
 * @param side {@code source} or {@code destination}
 * @param price null when the file has none for the provider
 * @param requests for the copy's requests; null without a price
 * @param egress for the bytes that leave the store; null where none do
 * @param storageMonth for a month of what is copied; null where nothing is stored
 */
record PlanCost(
        String side,
        ProviderName provider,
        @Nullable Price price,
        @Nullable BigDecimal requests,
        @Nullable BigDecimal egress,
        @Nullable BigDecimal storageMonth) {

    /** @param file how the file of prices is shown */
    String text(String file) {
        String who = side + ", " + provider.label();
        if (price == null) {
            return who + ": no prices for " + provider.label() + " in " + file
                    + (provider == ProviderName.OTHER ? "; " + side + ".provider names whose store it is" : "");
        }
        StringBuilder text = new StringBuilder(who + ": " + amount(requests) + " for requests");
        if (egress != null) {
            text.append(", ").append(amount(egress)).append(" for egress");
        }
        if (storageMonth != null) {
            text.append(", then ").append(amount(storageMonth)).append(" a month for storage");
            if (price.minimumDays() > 0) {
                text.append(", ").append(price.minimumDays()).append(" days at least");
            }
        }
        return text + " (prices of " + price.date() + ")";
    }

    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("store", side);
        figures.put("provider", provider.label());
        figures.put("currency", price == null ? null : price.currency());
        figures.put("requests", requests);
        figures.put("egress", egress);
        figures.put("storageMonth", storageMonth);
        figures.put("minimumDays", price == null ? null : price.minimumDays());
        figures.put("date", price == null ? null : price.date());
        figures.put("source", price == null ? null : price.source());
        return figures;
    }

    private String amount(@Nullable BigDecimal amount) {
        return amount + " " + (price == null ? "" : price.currency());
    }
}

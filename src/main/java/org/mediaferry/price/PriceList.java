package org.mediaferry.price;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.provider.ProviderName;
import org.mediaferry.yaml.YamlException;
import org.mediaferry.yaml.YamlMap;

/** The prices of a file such as {@code config/prices.yaml}, by provider. */
public final class PriceList {

    private static final List<String> NAMES = List.of(
            "currency",
            "storage-gb-month",
            "egress-gb",
            "free-egress-gb",
            "free-egress-times-stored",
            "puts-1000",
            "gets-1000",
            "lists-1000",
            "minimum-days",
            "date",
            "source");

    private final String shownAs;
    private final Map<ProviderName, Price> prices;

    private PriceList(String shownAs, Map<ProviderName, Price> prices) {
        this.shownAs = shownAs;
        this.prices = prices;
    }

    /**
     * Reads a file; one that does not exist has no prices.
     *
     * @param shownAs how messages name it
     * @throws ConfigurationException when it cannot be read, or is not what it should be
     */
    public static PriceList read(Path file, String shownAs) {
        try {
            return parse(Files.readString(file), shownAs);
        } catch (NoSuchFileException e) {
            return new PriceList(shownAs, Map.of());
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(List.of(shownAs + ": the file of prices is not UTF-8 text"));
        } catch (IOException e) {
            throw new ConfigurationException(
                    List.of(shownAs + ": the file of prices cannot be read by this user, or is a directory"));
        }
    }

    static PriceList parse(String text, String shownAs) {
        try {
            YamlMap file = YamlMap.parse(text, shownAs);
            file.onlyNames(Arrays.stream(ProviderName.values())
                    .map(ProviderName::label)
                    .toList());
            Map<ProviderName, Price> prices = new EnumMap<>(ProviderName.class);
            for (ProviderName name : ProviderName.values()) {
                if (file.names().contains(name.label())) {
                    prices.put(name, price(file.map(name.label()).onlyNames(NAMES)));
                }
            }
            return new PriceList(shownAs, prices);
        } catch (YamlException e) {
            throw new ConfigurationException(List.of(e.getMessage()));
        }
    }

    /** Empty when the file has none. */
    public Optional<Price> of(ProviderName provider) {
        return Optional.ofNullable(prices.get(provider));
    }

    /** How messages name the file. */
    public String shownAs() {
        return shownAs;
    }

    private static Price price(YamlMap of) {
        BigDecimal puts = amount(of, "puts-1000");
        return new Price(
                currency(of),
                amount(of, "storage-gb-month"),
                amount(of, "egress-gb"),
                of.amountIfAny("free-egress-gb").orElse(BigDecimal.ZERO),
                of.amountIfAny("free-egress-times-stored").orElse(BigDecimal.ZERO),
                puts,
                amount(of, "gets-1000"),
                of.amountIfAny("lists-1000").orElse(puts),
                of.amountIfAny("minimum-days").orElse(BigDecimal.ZERO).intValue(),
                of.text("date"),
                of.text("source"));
    }

    private static String currency(YamlMap of) {
        String currency = of.text("currency");
        if (!currency.matches("[A-Z]{3}")) {
            throw of.problem("currency", "currency must be three capital letters, e.g. EUR, was \"" + currency + '"');
        }
        return currency;
    }

    private static BigDecimal amount(YamlMap of, String name) {
        return of.amountIfAny(name).orElseThrow(() -> of.problem(name, name + " is missing"));
    }
}

package org.mediaferry.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.provider.ProviderName;

class PriceListTest {

    private static final String OVH = """
            ovh:
              currency: EUR
              storage-gb-month: 0.01
              egress-gb: 0.02
              puts-1000: 0.005
              gets-1000: 0.0004
              date: 2026-01-01
              source: https://example.org
            """;

    @TempDir
    private Path directory;

    @Test
    void the_shipped_file_has_a_date_and_a_page_for_each_price() {
        PriceList shipped = PriceList.read(Path.of("config", "prices.yaml"), "config/prices.yaml");

        List<Price> prices = List.of(ProviderName.values()).stream()
                .flatMap(name -> shipped.of(name).stream())
                .toList();
        assertThat(prices).isNotEmpty().allSatisfy(price -> {
            assertThat(price.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
            assertThat(price.source()).startsWith("https://");
        });
        assertThat(shipped.of(ProviderName.OTHER)).isEmpty();
    }

    @Test
    void what_is_left_out_is_free_and_listings_cost_what_puts_cost() {
        Price price = PriceList.parse(OVH, "p").of(ProviderName.OVH).orElseThrow();

        assertThat(price.freeEgressGb()).isZero();
        assertThat(price.lists1000()).isEqualTo(price.puts1000());
        assertThat(price.minimumDays()).isZero();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "egress-gb: 0.02     | egress-gb: -0.02    | p line 4: egress-gb must be a number of 0 or more, e.g. 0.023, was \"-0.02\"",
                "egress-gb: 0.02     | egress-gb: 2 cents  | p line 4: egress-gb must be a number of 0 or more, e.g. 0.023, was \"2 cents\"",
                "egress-gb: 0.02     | egres-gb: 0.02      | p line 4: unknown name \"egres-gb\", did you mean egress-gb?",
                "puts-1000: 0.005    | puts-1000: [1       | p line 6: no YAML: ",
                "currency: EUR       | currency: euro      | p line 2: currency must be three capital letters, e.g. EUR, was \"euro\"",
                "ovh:                | ovhh:               | p line 1: unknown name \"ovhh\", did you mean ovh?",
                "  date: 2026-01-01  | '  # date:'         | p line 2: date is missing",
                "gets-1000: 0.0004   | puts-1000: 0.0004   | p line 6: puts-1000 stands a second time: keep one"
            })
    void a_broken_file_is_refused_with_line_and_name(String right, String wrong, String message) {
        assertThatThrownBy(() -> PriceList.parse(OVH.replace(right, wrong), "p"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void a_file_that_does_not_exist_has_no_prices_and_one_that_is_a_directory_is_refused() {
        assertThat(PriceList.read(directory.resolve("none.yaml"), "p").of(ProviderName.AWS))
                .isEmpty();
        assertThatThrownBy(() -> PriceList.read(directory, "p"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("p: ");
    }

    @Test
    void amounts_are_worked_out_to_the_cent() {
        Price price = PriceList.parse(OVH, "p").of(ProviderName.OVH).orElseThrow();

        assertThat(price.ofRequests(1_000_000, 0, 0)).isEqualTo(new BigDecimal("0.40"));
        assertThat(price.ofRequests(0, 1_000_000, 2000)).isEqualTo(new BigDecimal("5.01"));
        assertThat(price.ofStorage(1_500_000_000_000L)).isEqualTo(new BigDecimal("15.00"));
        assertThat(price.ofEgress(1_500_000_000_000L)).isEqualTo(new BigDecimal("30.00"));
        assertThat(price.ofEgress(0)).isEqualTo(new BigDecimal("0.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "free-egress-gb: 100, 99000000000, 0.00",
        "free-egress-gb: 100, 150000000000, 1.00",
        "free-egress-times-stored: 3, 900000000000000, 0.00",
        "free-egress-times-stored: 0.5, 100000000000, 1.00"
    })
    void free_egress_is_taken_off(String allowance, long bytes, BigDecimal charged) {
        Price price = PriceList.parse(OVH + "  " + allowance + "\n", "p")
                .of(ProviderName.OVH)
                .orElseThrow();

        assertThat(price.ofEgress(bytes)).isEqualTo(charged);
    }
}

package org.mediaferry.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

    private static final Providers SHIPPED = Providers.shipped();

    @Test
    void every_name_but_other_has_an_entry() {
        List<ProviderName> named = SHIPPED.all().stream().map(Provider::name).toList();

        assertThat(named)
                .containsExactlyElementsOf(Arrays.stream(ProviderName.values())
                        .filter(name -> name != ProviderName.OTHER)
                        .toList());
        assertThat(SHIPPED.named(ProviderName.OTHER)).isEmpty();
    }

    @Test
    void published_rates_come_with_a_page_and_its_date() {
        assertThat(SHIPPED.all())
                .filteredOn(p -> p.rates() != null)
                .isNotEmpty()
                .allSatisfy(provider -> {
                    assertThat(provider.rates().source()).startsWith("https://");
                    assertThat(provider.rates().date()).matches("20\\d\\d-\\d\\d-\\d\\d");
                });
    }

    @Test
    void the_page_has_the_table_of_the_file() throws IOException {
        assertThat(Files.readString(Path.of("docs", "providers.md"))).contains("\n\n" + markdown() + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS, https://s3.eu-central-1.amazonaws.com, eu-central-1",
        "AWS, https://127.0.0.1:9000, ",
        "OVH, https://s3.gra.io.cloud.ovh.net/, gra",
        "OVH, https://s3.eu-west-par.io.cloud.ovh.net, eu-west-par",
        "HETZNER, https://FSN1.your-objectstorage.com, fsn1",
        "HETZNER, https://media.fsn1.your-objectstorage.com, ",
        "WASABI, https://s3.wasabisys.com, ",
        "SCALEWAY, https://s3.fr-par.scw.cloud:443, fr-par",
        "CEPH, https://rgw.example.org, "
    })
    void the_region_stands_in_an_endpoint_of_the_usual_form(ProviderName name, URI endpoint, String region) {
        assertThat(SHIPPED.named(name).orElseThrow().regionIn(endpoint).orElse(null))
                .isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.wasabisys.com, WASABI",
        "https://0123.eu.r2.cloudflarestorage.com, CLOUDFLARE_R2",
        "https://s3.us-west-or.io.cloud.ovh.us, OVH",
        "https://notscw.cloud, ",
        "https://s3.example.org, "
    })
    void an_endpoint_tells_whose_it_is_by_its_host(URI endpoint, ProviderName name) {
        assertThat(SHIPPED.ofEndpoint(endpoint).map(Provider::name).orElse(null))
                .isEqualTo(name);
    }

    @Test
    void a_wrong_entry_is_named_with_its_line() {
        assertThatThrownBy(() -> Providers.parse("aws:\n  region: any\n  acls: maybe\n"))
                .hasMessage("providers.yaml line 3: acls must be one of yes, no, ignored");
        assertThatThrownBy(() -> Providers.parse("awz: {}\n"))
                .hasMessage("providers.yaml line 1: unknown name \"awz\", did you mean aws?");
    }

    private static String markdown() {
        return "| provider | endpoint | bucket in | region | ACLs | gets a second | puts a second | of | one put | parts |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
                + SHIPPED.all().stream().map(ProvidersTest::row).collect(Collectors.joining());
    }

    private static String row(Provider p) {
        Rates rates = p.rates();
        return "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        p.name().label(),
                        p.endpoint().isEmpty() ? "your own" : "`" + p.endpoint() + "`",
                        Boolean.FALSE.equals(p.pathStyle()) ? "host" : "path",
                        p.region().label(),
                        p.acls().label(),
                        rates == null ? "none published that we know" : rates.gets(),
                        rates == null ? "" : rates.puts(),
                        rates == null ? "" : "[" + rates.scope() + "](" + rates.source() + "), " + rates.date(),
                        p.largestPut() == null ? "" : p.largestPut() + " bytes",
                        p.mostParts() == null ? "" : p.mostParts());
    }
}

package org.mediaferry.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaferry.yaml.YamlException;
import org.mediaferry.yaml.YamlMap;

/** The providers of {@code providers.yaml}, which stands in the program beside this class. */
public final class Providers {

    private static final String FILE = "providers.yaml";
    private static final List<String> NAMES = List.of(
            "endpoint",
            "hosts",
            "path-style",
            "region",
            "acls",
            "rates",
            "largest-put",
            "most-parts",
            "note",
            "sources");
    private static final List<String> NAMES_OF_RATES = List.of("gets", "puts", "scope", "source", "date");

    private final List<Provider> all;

    private Providers(List<Provider> all) {
        this.all = all;
    }

    /** Reads the file; it is small, and needed once if at all. */
    public static Providers shipped() {
        try (InputStream file = Objects.requireNonNull(Providers.class.getResourceAsStream(FILE), FILE)) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws YamlException that says what is wrong with the text, and on which line */
    static Providers parse(String text) {
        YamlMap file = YamlMap.parse(text, FILE);
        List<String> known =
                Arrays.stream(ProviderName.values()).map(ProviderName::label).toList();
        file.onlyNames(known);
        List<Provider> providers = new ArrayList<>();
        for (ProviderName name : ProviderName.values()) {
            if (name != ProviderName.OTHER) {
                providers.add(provider(name, file.map(name.label()).onlyNames(NAMES)));
            }
        }
        return new Providers(List.copyOf(providers));
    }

    /** In the order of their names. */
    public List<Provider> all() {
        return all;
    }

    /** Empty for {@link ProviderName#OTHER}. */
    public Optional<Provider> named(ProviderName name) {
        return all.stream().filter(provider -> provider.name() == name).findFirst();
    }

    /** Whose endpoint it plainly is; empty where nobody can tell. */
    public Optional<Provider> ofEndpoint(URI address) {
        return all.stream().filter(provider -> provider.hosts(address)).findFirst();
    }

    private static Provider provider(ProviderName name, YamlMap of) {
        return new Provider(
                name,
                of.textIfAny("endpoint").orElse(""),
                words(of, "hosts"),
                of.textIfAny("path-style").map(Boolean::valueOf).orElse(null),
                oneOf(of, "region", RegionRule.values(), RegionRule::label),
                oneOf(of, "acls", Acls.values(), Acls::label),
                of.names().contains("rates") ? rates(of.map("rates").onlyNames(NAMES_OF_RATES)) : null,
                number(of, "largest-put"),
                Optional.ofNullable(number(of, "most-parts"))
                        .map(Math::toIntExact)
                        .orElse(null),
                of.textIfAny("note").orElse(""),
                words(of, "sources"));
    }

    private static Rates rates(YamlMap of) {
        return new Rates(
                Math.toIntExact(Objects.requireNonNull(number(of, "gets"))),
                Math.toIntExact(Objects.requireNonNull(number(of, "puts"))),
                of.text("scope"),
                of.text("source"),
                of.text("date"));
    }

    private static List<String> words(YamlMap of, String name) {
        return of.textIfAny(name)
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
    }

    private static @Nullable Long number(YamlMap of, String name) {
        return of.amountIfAny(name).map(amount -> amount.longValueExact()).orElse(null);
    }

    private static <E> E oneOf(YamlMap of, String name, E[] values, Function<E, String> label) {
        String text = of.text(name);
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> of.problem(
                        name,
                        name + " must be one of "
                                + String.join(
                                        ", ", Arrays.stream(values).map(label).toList())));
    }
}

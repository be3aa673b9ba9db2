package org.mediaferry.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mediaferry.provider.Provider;
import org.mediaferry.provider.Providers;
import org.mediaferry.provider.Rates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mediaferry providers}: what is known of them. */
@Command(
        name = "providers",
        description = {
            "List what is known of S3 providers, which source.provider and destination.provider turn into defaults.",
            "What the settings say counts more. Contacts nobody."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  mediaferry providers", "  mediaferry providers --format json"})
final class ProvidersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private VerboseOption verbose;

    @Option(names = "--format", paramLabel = "table|json", description = "How they are printed.")
    private ResultFormat format = ResultFormat.TABLE;

    @Override
    public Integer call() {
        verbose.apply();
        List<Provider> providers = Providers.shipped().all();
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                format == ResultFormat.JSON
                        ? Json.line(Map.of(
                                "providers",
                                providers.stream()
                                        .map(ProvidersCommand::figures)
                                        .toList()))
                        : table(providers));
        out.flush();
        return ExitCode.DONE;
    }

    private static String table(List<Provider> providers) {
        TextTable table = TextTable.ofTexts(
                "", "endpoint", "bucket in", "region", "ACLs", "gets/puts a second", "one put", "parts");
        StringBuilder notes = new StringBuilder();
        for (Provider provider : providers) {
            Rates rates = provider.rates();
            table.line(
                    provider.name().label(),
                    provider.endpoint().isEmpty() ? "your own" : provider.endpoint(),
                    Boolean.FALSE.equals(provider.pathStyle()) ? "host" : "path",
                    provider.region().label(),
                    provider.acls().label(),
                    rates == null ? "-" : Amounts.count(rates.gets()) + " / " + Amounts.count(rates.puts()),
                    provider.largestPut() == null ? "" : Amounts.bytes(provider.largestPut()),
                    provider.mostParts() == null ? "" : Amounts.count(provider.mostParts()));
            if (!provider.note().isEmpty()) {
                notes.append("\n  ")
                        .append(provider.name().label())
                        .append(": ")
                        .append(provider.note());
            }
        }
        return table + "\n\n  -: none published that we know. One put and parts: 5 GB and 10,000 where nothing stands."
                + "\n  --format json has the sources, and what the rates are of." + notes;
    }

    private static Map<String, @Nullable Object> figures(Provider provider) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("name", provider.name().label());
        figures.put("endpoint", provider.endpoint().isEmpty() ? null : provider.endpoint());
        figures.put("pathStyle", provider.pathStyle());
        figures.put("region", provider.region().label());
        figures.put("acls", provider.acls().label());
        figures.put("rates", provider.rates() == null ? null : figures(provider.rates()));
        figures.put("largestPut", provider.largestPut());
        figures.put("mostParts", provider.mostParts());
        figures.put("note", provider.note());
        figures.put("sources", provider.sources());
        return figures;
    }

    private static Map<String, Object> figures(Rates rates) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("getsPerSecond", rates.gets());
        figures.put("putsPerSecond", rates.puts());
        figures.put("scope", rates.scope());
        figures.put("source", rates.source());
        figures.put("date", rates.date());
        return figures;
    }
}

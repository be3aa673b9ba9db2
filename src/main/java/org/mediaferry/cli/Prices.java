package org.mediaferry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.price.PriceList;

/** Finds the file of prices. */
final class Prices {

    private static final Path USUAL = Path.of("config", "prices.yaml");

    private Prices() {}

    /**
     * Reads it.
     *
     * @param file one that must exist; null for the usual one, if there is one
     * @throws ConfigurationException when it cannot be used
     */
    static PriceList read(@Nullable Path file) {
        if (file == null) {
            return PriceList.read(CommonOptions.home().resolve(USUAL), USUAL.toString());
        }
        if (!Files.exists(file)) {
            throw new ConfigurationException(List.of(file + ": the file of prices does not exist"));
        }
        return PriceList.read(file, file.toString());
    }
}

package org.mediaferry.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Settings that are to be written into a file: from files of other programs, from options and from answers. */
public final class Draft {

    /** What must be known of each part, and what else there is to ask about it. */
    private record Part(Key<?> needed, List<Key<?>> questions) {}

    private static final List<Part> PARTS = List.of(
            new Part(Keys.DATABASE_URL, List.of(Keys.DATABASE_URL, Keys.DATABASE_USER, Keys.DATABASE_PASSWORD)),
            store(Keys.SOURCE),
            store(Keys.DESTINATION));

    private final Path root;
    private final List<ForeignSettings> foreign;
    private final Problems problems = new Problems();
    private final Map<String, Given> own;

    /**
     * @param home mediaferry's folder
     * @param foreign what files of other programs hold, a later one winning
     * @param overrides each {@code key=value}, winning over the files
     * @throws ConfigurationException when one of them is wrong
     */
    public Draft(Path home, List<ForeignSettings> foreign, List<String> overrides) {
        this.root = home.toAbsolutePath().normalize();
        this.foreign = List.copyOf(foreign);
        var sources = new Sources(problems);
        sources.addOverrides(overrides);
        problems.throwIfAny();
        this.own = new TreeMap<>(sources.texts());
    }

    private static Part store(StoreKeys keys) {
        return new Part(
                keys.bucket(),
                List.of(
                        keys.provider(),
                        keys.endpoint(),
                        keys.region(),
                        keys.bucket(),
                        keys.accessKey(),
                        keys.secretKey()));
    }

    /** What is needed and not known. */
    public List<Key<?>> missing() {
        return missingParts().<Key<?>>map(Part::needed).toList();
    }

    /** What there is to ask about the parts of which something {@link #missing} is needed, in a good order. */
    public List<Key<?>> questions() {
        return missingParts()
                .flatMap(part -> part.questions().stream())
                .filter(key -> !isKnown(key))
                .toList();
    }

    /** Why a value that a file holds for the key cannot be used; empty when there is none. */
    public Optional<String> refusal(Key<?> key) {
        return Optional.ofNullable(texts().get(key.name()))
                .filter(given -> given.refusal() != null)
                .map(given -> given.origin() + ": " + given.refusal());
    }

    /** Sets a key to what somebody answered. */
    public void answer(Key<?> key, String text) {
        own.put(key.name(), new Given(text, "an answer"));
    }

    /** @throws ConfigurationException with everything that is wrong */
    public Settings settings() {
        return Settings.of(texts(), root, "the file", problems);
    }

    /** The text of a properties file with every key, those that are known in force. */
    public String text() {
        return SettingsFile.text(texts());
    }

    /** Whether a file's text is the one that mediaferry is shipped with, in which nothing is in force. */
    public static boolean isAsShipped(String text) {
        return text.equals(SettingsFile.text(Map.of()));
    }

    private Map<String, Given> texts() {
        return new ForeignValues(foreign).under(own);
    }

    private Stream<Part> missingParts() {
        return PARTS.stream().filter(part -> !isKnown(part.needed()));
    }

    private boolean isKnown(Key<?> key) {
        Map<String, Given> texts = texts();
        return Stream.of(key.name(), key.name() + "-file")
                .map(texts::get)
                .anyMatch(given -> given != null
                        && given.refusal() == null
                        && !given.text().isBlank());
    }
}

package org.mediaferry.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mediaferry.catalog.NearestName;

/** Gathers what was written in the places that settings come from; a later place replaces what an earlier one said. */
final class Sources {
    private static final Pattern CUSTOM_NAME = Pattern.compile(Pattern.quote(Keys.CUSTOM) + "[A-Za-z0-9._-]+");
    /** What may be shown as a name; a line of a secret that went astray does not look like one. */
    private static final Pattern LIKE_A_NAME =
            Pattern.compile("[a-z][a-z-]{0,40}|[A-Za-z][A-Za-z-]{0,20}([._][A-Za-z0-9-]{1,30}){1,4}");

    private static final List<String> NAMES = Keys.all().stream().map(Key::name).toList();

    private final Problems problems;
    private final Map<String, Given> texts = new TreeMap<>();

    Sources(Problems problems) {
        this.problems = problems;
    }

    /** What was written for each name, those of {@code custom.} included. */
    Map<String, Given> texts() {
        return texts;
    }

    /**
     * Adds a properties file in UTF-8.
     *
     * @param shownAs how messages name it
     * @param mustExist whether its absence is a problem
     */
    void addFile(Path file, String shownAs, boolean mustExist) {
        Optional<String> content = content(file, shownAs, mustExist);
        if (content.isEmpty()) {
            return;
        }
        PropertiesFile parsed = PropertiesFile.parse(content.get());
        parsed.malformed().forEach(line -> problems.add(shownAs + " line " + line.line(), line.what()));
        Map<String, Integer> lines = new HashMap<>();
        for (PropertiesFile.Entry entry : parsed.entries()) {
            String origin = shownAs + " line " + entry.line();
            Integer before = lines.putIfAbsent(entry.key(), entry.line());
            if (!isKnown(entry.key())) {
                problems.add(origin, unknown(entry.key()));
            } else if (before != null) {
                problems.add(origin, entry.key() + " is set a second time, first on line " + before + ": keep one");
            } else {
                texts.put(entry.key(), new Given(entry.value(), origin));
            }
        }
    }

    /** Adds the variables that belong to a key; for an administrator's own keys, those that the file names. */
    void addEnvironment(Map<String, String> environment) {
        NAMES.forEach(name -> addVariable(name, environment));
        List.copyOf(texts.keySet()).stream()
                .filter(name -> name.startsWith(Keys.CUSTOM))
                .forEach(name -> addVariable(name, environment));
    }

    /** @param overrides each {@code key=value}; of two for one key the later wins */
    void addOverrides(List<String> overrides) {
        for (int i = 0; i < overrides.size(); i++) {
            String[] pair = overrides.get(i).split("=", 2);
            String name = pair[0].strip();
            if (pair.length < 2) {
                problems.add(
                        "--set number " + (i + 1),
                        "expected key=value, e.g. --set transfer.concurrency=32 (what came is not shown)");
            } else if (!isKnown(name)) {
                problems.add("--set number " + (i + 1), unknown(name));
            } else {
                texts.put(name, new Given(pair[1], "--set " + name));
            }
        }
    }

    private Optional<String> content(Path file, String shownAs, boolean mustExist) {
        try {
            return Optional.of(TextFile.read(file));
        } catch (NoSuchFileException e) {
            if (mustExist) {
                problems.add(shownAs, "the configuration file " + e.getMessage());
            }
        } catch (IOException e) {
            problems.add(shownAs, "the configuration file " + e.getMessage());
        }
        return Optional.empty();
    }

    private void addVariable(String name, Map<String, String> environment) {
        String variable = Key.environmentVariable(name);
        String text = environment.get(variable);
        if (text != null) {
            texts.put(name, new Given(text, "environment variable " + variable));
        }
    }

    private static boolean isKnown(String name) {
        return NAMES.contains(name) || CUSTOM_NAME.matcher(name).matches();
    }

    private static String unknown(String name) {
        String shown = LIKE_A_NAME.matcher(name).matches() ? " " + name : " (not shown: it does not look like one)";
        return "unknown key" + shown
                + NearestName.to(name, NAMES)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("; keys of your own begin with " + Keys.CUSTOM);
    }
}

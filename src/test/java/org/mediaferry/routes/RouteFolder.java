package org.mediaferry.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The text of a folder's route files. Guards read it, and not what Camel made of it: a second route of the same id, for
 * one, replaces the first there without a word.
 */
final class RouteFolder {

    private final Path folder;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * An entry of a file's list.
     *
     * @param kind {@code route} or {@code routeConfiguration}
     */
    record Entry(String file, String kind, Map<String, Object> content) {

        /** Empty when it has none. */
        String id() {
            return text("id");
        }

        String text(String key) {
            return String.valueOf(content.getOrDefault(key, ""));
        }

        String place() {
            return file + " " + kind + " " + id();
        }
    }

    private RouteFolder(Path folder) {
        this.folder = folder;
    }

    static RouteFolder read(Path folder) {
        RouteFolder read = new RouteFolder(folder);
        list(folder).filter(file -> file.toString().endsWith(".camel.yaml")).forEach(read::add);
        return read;
    }

    /** The names of the statements in {@code sql/}, without {@code .sql}. */
    List<String> statements() {
        return list(folder.resolve("sql"))
                .map(file -> file.getFileName().toString().replaceFirst("\\.sql$", ""))
                .toList();
    }

    List<Entry> entries() {
        return entries;
    }

    List<Entry> routes() {
        return entries.stream().filter(e -> e.kind().equals("route")).toList();
    }

    List<Entry> configurations() {
        return entries.stream()
                .filter(e -> e.kind().equals("routeConfiguration"))
                .toList();
    }

    /** Hands each scalar below a value to {@code each}, with the key that it or its list stands under. */
    static void scalars(String key, Object value, BiConsumer<String, String> each) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> scalars(String.valueOf(k), v, each));
        } else if (value instanceof List<?> list) {
            list.forEach(v -> scalars(key, v, each));
        } else {
            each.accept(key, String.valueOf(value));
        }
    }

    /** Hands each step below a value to {@code each}: its kind, and what stands there. */
    static void steps(Object value, BiConsumer<String, Object> each) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, v) -> {
                if (key.equals("steps")) {
                    ((List<?>) v).forEach(step -> ((Map<?, ?>) step).forEach((k, s) -> each.accept((String) k, s)));
                }
                if (key.equals("doFinally") || key.equals("otherwise")) {
                    each.accept((String) key, v);
                }
                steps(v, each);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(v -> steps(v, each));
        }
    }

    private void add(Path file) {
        try {
            Object content = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            for (Object item : (List<?>) content) {
                ((Map<?, ?>) item)
                        .forEach((kind, entry) ->
                                entries.add(new Entry(file.getFileName().toString(), (String) kind, castToMap(entry))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // keys of YAML that Camel reads are texts
    private static Map<String, Object> castToMap(Object entry) {
        return (Map<String, Object>) entry;
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

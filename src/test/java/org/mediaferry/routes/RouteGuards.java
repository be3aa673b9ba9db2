package org.mediaferry.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.routes.RouteFolder.Entry;

/** What Camel does not say, or not in time, about route files. Each method lists what is wrong; empty when nothing is. */
final class RouteGuards {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(?<optional>\\?)?(?<name>[^:}]+)[^}]*}}");
    private static final Pattern HEADER = Pattern.compile("\\bCamel[A-Z]\\w*+(?!\\*)");
    private static final Pattern CLASS_NAME = Pattern.compile("(?<!\\{)\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*([-_][a-z0-9]+)*");
    private static final Pattern SENTENCE = Pattern.compile("[A-Z](?!.*\\.(\\s|$)).*\\w\\)?");
    private static final Set<String> NEED_NO_ID = Set.of("log", "stop");

    private final RouteFolder folder;

    RouteGuards(RouteFolder folder) {
        this.folder = folder;
    }

    /** A flow without an id, or anything that a reload or the console would lose. */
    List<String> otherThanRoutesAndConfigurations() {
        return folder.entries().stream()
                .filter(e -> !Set.of("route", "routeConfiguration").contains(e.kind()))
                .map(Entry::place)
                .toList();
    }

    /** A misspelt policy is no policy, and Camel says nothing. */
    List<String> policiesThatDoNotExist() {
        Set<String> known = folder.configurations().stream().map(Entry::id).collect(Collectors.toSet());
        return folder.routes().stream()
                .filter(route -> route.content().containsKey("routeConfigurationId"))
                .filter(route -> !known.contains(route.text("routeConfigurationId")))
                .map(route -> route.place() + " names " + route.text("routeConfigurationId"))
                .toList();
    }

    /** A saved policy reaches a route of another file only when that is saved too. */
    List<String> policiesOfOtherFiles() {
        return folder.routes().stream()
                .filter(route -> route.content().containsKey("routeConfigurationId"))
                .filter(route -> folder.configurations().stream()
                        .noneMatch(c -> c.id().equals(route.text("routeConfigurationId"))
                                && c.file().equals(route.file())))
                .map(Entry::place)
                .toList();
    }

    /** Without exactly one, the inner routes swallow failures, or two fight over them. */
    List<String> defaultPolicies() {
        return folder.configurations().stream()
                .filter(c -> c.id().isEmpty())
                .map(c -> String.valueOf(c.content().get("errorHandler")))
                .toList();
    }

    /** A second route replaces the first, and Camel says nothing. */
    List<String> idsThatAreTakenTwice() {
        List<String> ids = new ArrayList<>();
        folder.entries().forEach(entry -> {
            ids.add(entry.id());
            RouteFolder.steps(entry.content(), (kind, step) -> ids.add(idOf(step)));
        });
        return twice(ids.stream().filter(id -> !id.isEmpty()).toList());
    }

    List<String> oddIds() {
        List<String> odd = new ArrayList<>();
        folder.entries().forEach(entry -> {
            addOdd(odd, entry.id());
            RouteFolder.steps(entry.content(), (kind, step) -> addOdd(odd, idOf(step)));
        });
        return odd;
    }

    List<String> routesWithoutAnId() {
        return folder.routes().stream()
                .filter(route -> route.id().isEmpty())
                .map(Entry::place)
                .toList();
    }

    List<String> descriptionsThatAreNoSentence() {
        return folder.entries().stream()
                .filter(e -> !SENTENCE.matcher(e.text("description")).matches())
                .map(e -> e.place() + " says: " + e.text("description"))
                .toList();
    }

    /** The console shows steps by their ids. */
    List<String> stepsWithoutAnId() {
        List<String> anonymous = new ArrayList<>();
        for (Entry entry : folder.entries()) {
            RouteFolder.steps(entry.content(), (kind, step) -> {
                if (idOf(step).isEmpty() && !NEED_NO_ID.contains(kind)) {
                    anonymous.add(entry.place() + " has a " + kind + " " + step);
                }
            });
        }
        return anonymous;
    }

    /** Camel has renamed headers between releases: each name is to be mended in one place. */
    List<String> headersInSeveralRoutes() {
        Map<String, Set<String>> homes = new TreeMap<>();
        folder.entries()
                .forEach(entry -> RouteFolder.scalars(
                        "",
                        entry.content(),
                        (key, text) -> HEADER.matcher(text)
                                .results()
                                .forEach(found -> homes.computeIfAbsent(found.group(), h -> new TreeSet<>())
                                        .add(entry.place()))));
        return homes.entrySet().stream()
                .filter(home -> home.getValue().size() > 1)
                .map(home -> home.getKey() + " in " + home.getValue())
                .toList();
    }

    /** Beans go by their registry names; only exceptions have none. */
    List<String> classNames() {
        List<String> names = new ArrayList<>();
        folder.entries()
                .forEach(entry -> RouteFolder.scalars("", entry.content(), (key, text) -> {
                    if (!key.equals("exception") && CLASS_NAME.matcher(text).find()) {
                        names.add(entry.place() + " names " + text);
                    }
                }));
        return names;
    }

    /** @param known what the settings offer to routes */
    List<String> placeholdersWithoutASetting(Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        folder.entries()
                .forEach(entry -> RouteFolder.scalars(
                        "",
                        entry.content(),
                        (key, text) -> PLACEHOLDER
                                .matcher(text)
                                .results()
                                .filter(found -> found.group(1) == null && !known.contains(found.group(2)))
                                .forEach(found -> unknown.add(entry.place() + " wants " + found.group(2)))));
        return List.copyOf(unknown);
    }

    /** Statements without a table, tables without a statement or a route, routes that poll another table. */
    List<String> tablesThatAreNotPolled() {
        List<String> tables = Arrays.stream(MastodonTable.values())
                .map(MastodonTable::tableName)
                .toList();
        List<String> problems = new ArrayList<>();
        folder.statements().stream()
                .filter(s -> !tables.contains(s))
                .forEach(s -> problems.add("sql/" + s + ".sql belongs to no table"));
        for (String table : tables) {
            if (!folder.statements().contains(table)) {
                problems.add("sql/" + table + ".sql is absent");
            }
            if (folder.routes().stream().noneMatch(route -> polls(route, table))) {
                problems.add("no route poll-" + table + " that polls " + table);
            }
        }
        return problems;
    }

    private static boolean polls(Entry route, String table) {
        List<String> constants = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        RouteFolder.scalars("", route.content(), (key, text) -> {
            if (key.equals("constant")) {
                constants.add(text);
            }
            if (key.equals("uri")) {
                addresses.add(text);
            }
        });
        return route.id().equals("poll-" + table)
                && constants.equals(List.of(table))
                && addresses.equals(List.of("scheduler:poll-" + table, "direct:poll-page"));
    }

    private static String idOf(Object step) {
        return step instanceof Map<?, ?> map && map.get("id") != null
                ? map.get("id").toString()
                : "";
    }

    private static void addOdd(List<String> odd, String id) {
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            odd.add(id);
        }
    }

    private static List<String> twice(List<String> ids) {
        return ids.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(e -> e.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}

package org.mediaferry.yaml;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mediaferry.catalog.NearestName;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Names and their values, each a text or again such a map. Every complaint names file and line. */
public final class YamlMap {

    private static final int LONGEST_SHOWN = 100;

    private final String shownAs;
    private final Node node;
    private final Map<String, NodeTuple> values = new LinkedHashMap<>();

    private YamlMap(String shownAs, Node node, String what) {
        this.shownAs = shownAs;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw problem(node, what + " must be names and values, \"name: value\" a line");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = scalar(tuple.getKeyNode(), "a name");
            if (values.put(name, tuple) != null) {
                throw problem(tuple.getKeyNode(), name + " stands a second time: keep one");
            }
        }
    }

    /**
     * Reads a file's text.
     *
     * @param shownAs how messages name the file
     * @throws YamlException when it is no YAML, or no map
     */
    public static YamlMap parse(String text, String shownAs) {
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(shownAs).build()).composeString(text);
            return new YamlMap(
                    shownAs, root.orElseThrow(() -> new YamlException(shownAs + ": the file is empty")), "the file");
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> shownAs + " line " + (mark.getLine() + 1))
                    .orElse(shownAs);
            throw new YamlException(where + ": no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlException(shownAs + ": no YAML: " + e.getMessage());
        }
    }

    /** The names, in the order of the file. */
    public Set<String> names() {
        return values.keySet();
    }

    /** @throws YamlException that names the first one that is none of these, and the nearest that is */
    public YamlMap onlyNames(Collection<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw problem(
                        name,
                        "unknown name " + shown(name)
                                + NearestName.to(name, known)
                                        .map(near -> ", did you mean " + near + "?")
                                        .orElse("; there are " + String.join(", ", known)));
            }
        }
        return this;
    }

    /** @throws YamlException unless the value is a map */
    public YamlMap map(String name) {
        return new YamlMap(shownAs, required(name), name);
    }

    /** @throws YamlException unless there is such a text */
    public String text(String name) {
        return scalar(required(name), name);
    }

    /** Empty when there is no such name. */
    public Optional<String> textIfAny(String name) {
        return values.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /**
     * A number without sign, e.g. {@code 0.023}; empty when there is no such name.
     *
     * @throws YamlException when it is another text
     */
    public Optional<BigDecimal> amountIfAny(String name) {
        return textIfAny(name).map(text -> {
            if (!text.matches("\\d{1,12}(\\.\\d{1,12})?")) {
                throw problem(name, name + " must be a number of 0 or more, e.g. 0.023, was " + shown(text));
            }
            return new BigDecimal(text);
        });
    }

    /** A complaint about the value of a name, with its place. */
    public YamlException problem(String name, String what) {
        NodeTuple tuple = values.get(name);
        return problem(tuple == null ? node : tuple.getKeyNode(), what);
    }

    private Node required(String name) {
        NodeTuple tuple = values.get(name);
        if (tuple == null) {
            throw problem(node, name + " is missing");
        }
        return tuple.getValueNode();
    }

    private String scalar(Node value, String name) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw problem(value, name + " must be one text or number");
    }

    private YamlException problem(Node where, String what) {
        return new YamlException(where.getStartMark()
                .map(mark -> shownAs + " line " + (mark.getLine() + 1) + ": " + what)
                .orElse(shownAs + ": " + what));
    }

    private static String shown(String text) {
        return '"' + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text) + '"';
    }
}

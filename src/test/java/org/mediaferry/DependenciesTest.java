package org.mediaferry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** docs/dependencies.md against pom.xml. */
class DependenciesTest {
    /** A line of a table: artifact, version, licence, reason. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

    private static final Pattern PROPERTY = Pattern.compile("`([a-z0-9-]+\\.version)`");

    @Test
    void the_page_names_every_dependency_and_plugin_of_the_pom_and_no_other() throws Exception {
        Set<String> inPom = Stream.concat(artifacts("dependency"), artifacts("plugin"))
                .collect(Collectors.toCollection(TreeSet::new));

        List<String> onPage = rows().stream().map(row -> row.group(1)).toList();

        assertThat(onPage).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(inPom);
    }

    @Test
    void the_page_names_only_version_properties_of_the_pom() throws Exception {
        NodeList properties = pom().getElementsByTagName("properties").item(0).getChildNodes();
        Set<String> inPom = IntStream.range(0, properties.getLength())
                .mapToObj(i -> properties.item(i).getNodeName())
                .collect(Collectors.toSet());

        Set<String> onPage = PROPERTY.matcher(page())
                .results()
                .map(property -> property.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(onPage).isNotEmpty().isSubsetOf(inPom);
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(page()).results().toList();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "dependencies.md"));
    }

    private static Stream<String> artifacts(String element) throws Exception {
        NodeList found = pom().getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .map(e -> e.getElementsByTagName("artifactId").item(0).getTextContent());
    }

    private static Document pom() throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }
}

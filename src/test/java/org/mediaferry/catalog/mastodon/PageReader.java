package org.mediaferry.catalog.mastodon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.mediaferry.catalog.Page;

/** Reads pages as the routes do: the statement of the file, by camel-jdbc, with headers as its parameters. */
final class PageReader implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    PageReader(DataSource database) {
        context.getRegistry().bind("database", database);
        context.start();
        template = context.createProducerTemplate();
    }

    static String statement(String table) throws Exception {
        return Files.readString(Path.of("routes/sql", table + ".sql"));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> rows(String table, Object after, Object rows) throws Exception {
        return template.requestBodyAndHeaders(
                "jdbc:database?useHeadersAsParameters=true&resetAutoCommit=false",
                statement(table),
                Map.of("after", after, "rows", rows),
                List.class);
    }

    /** All pages of a table from the smallest id on, the empty one at the end included. */
    List<Page> pages(MastodonCatalog catalog, String table, long rowsPerPage) throws Exception {
        var pages = new ArrayList<Page>();
        long after = Long.MIN_VALUE;
        do {
            pages.add(catalog.page(table, after, rows(table, after, rowsPerPage)));
            after = pages.get(pages.size() - 1).last();
        } while (!pages.get(pages.size() - 1).isEnd());
        return pages;
    }

    @Override
    public void close() {
        context.stop();
    }
}

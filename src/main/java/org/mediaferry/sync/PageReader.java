package org.mediaferry.sync;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.mediaferry.catalog.Page;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.database.DatabaseException;
import org.mediaferry.database.MediaDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads pages of a table through the route {@code read-page}, so that an edited route or statement counts here too. */
public final class PageReader {

    private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);

    private static final String ONCE = "direct:read-page";
    private static final String AGAIN = "direct:read-page-again";

    private final ProducerTemplate template;
    private final MediaDatabase database;
    private final Path routes;
    private final long rows;

    /**
     * @param routes the folder of the routes, for messages
     * @param rows of a page, at most
     */
    public PageReader(Engine engine, MediaDatabase database, Path routes, long rows) {
        this.rows = rows;
        this.template = engine.context().createProducerTemplate();
        this.database = database;
        this.routes = routes;
    }

    /**
     * Which of these tables the database has, with the number of rows that the planner believes in.
     *
     * @throws DatabaseException when one is absent that every Mastodon has, or cannot be read
     */
    public Map<String, OptionalLong> readable(List<MastodonTable> tables) {
        Map<String, OptionalLong> present =
                database.tables(tables.stream().map(MastodonTable::tableName).toList());
        List<String> absent = new ArrayList<>();
        for (MastodonTable table : tables) {
            if (!present.containsKey(table.tableName()) && table.mayBeAbsent()) {
                LOG.info("{} - not in this database; some versions of Mastodon have no such table", table.tableName());
            } else if (!present.containsKey(table.tableName())) {
                absent.add(table.tableName());
            }
        }
        if (!absent.isEmpty()) {
            throw MediaDatabase.notMastodon(absent);
        }
        // The first rows rather than none: only rows show that a column is lacking, and a run would find it out
        // half-way
        present.keySet().forEach(table -> ask(ONCE, table, Long.MIN_VALUE, rows, Optional.empty()));
        return new LinkedHashMap<>(present);
    }

    /**
     * A page after an id. Waits while the database is away, as long as {@code poll.retries} says.
     *
     * @param most rows at most, 1 or more
     * @throws DatabaseException when it cannot be read
     */
    public Page page(String table, long after, long most) {
        return ask(AGAIN, table, after, most, Optional.empty());
    }

    /** Hands what a selection takes of a table to {@code each}, page by page, pages without objects included. */
    public void scan(String table, Selection selection, Consumer<Page> each) {
        TableScan scan = new TableScan(selection, selection.after().orElse(Long.MIN_VALUE));
        do {
            each.accept(scan.select(ask(AGAIN, table, scan.after(), rows, selection.since())));
        } while (scan.moved());
    }

    private Page ask(String route, String table, long after, long most, Optional<Instant> since) {
        Exchange answer = template.request(route, exchange -> {
            exchange.setProperty("table", table);
            exchange.setProperty("after", after);
            exchange.setProperty("rows", most);
            since.ifPresent(time -> exchange.setProperty("since", time));
        });
        if (answer.getException() != null) {
            throw MediaDatabase.problem(table, routes.resolve("sql").resolve(table + ".sql"), answer.getException());
        }
        return answer.getMessage().getBody(Page.class);
    }
}

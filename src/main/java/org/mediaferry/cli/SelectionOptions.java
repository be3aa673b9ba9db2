package org.mediaferry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.ledger.Only;
import org.mediaferry.sync.Selection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which tables, and which part of each. */
final class SelectionOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description = "site_uploads, custom_emojis, accounts, media_attachments, backups, imports, preview_cards,"
                    + " preview_card_providers. None means all of them, in this order.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "N", description = "At most N rows with files of each table.")
    private @Nullable Long limit;

    @Option(
            names = "--offset",
            paramLabel = "N",
            description =
                    "Leave out the first N rows with files of each table. Neither reads nor moves the checkpoint.")
    private long offset;

    @Option(
            names = "--after",
            paramLabel = "ID",
            description = "Begin after this id. Neither reads nor moves the checkpoint.")
    private @Nullable Long after;

    @Option(
            names = "--only",
            paramLabel = "local|remote",
            description = "Only files of this server's own users, or only cached copies of other servers' files.")
    private @Nullable String only;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only rows written since then: 2026-11-26, 2026-11-26T18:30Z or, of UTC, 2026-11-26T18:30."
                    + " Reads all rows from the first. Neither reads nor moves the checkpoint.")
    private @Nullable String since;

    /** The tables to handle, each once, in the order of the command line or in the default one. */
    List<MastodonTable> tables() {
        if (tables.isEmpty()) {
            return Arrays.asList(MastodonTable.values());
        }
        try {
            return List.copyOf(new LinkedHashSet<>(
                    tables.stream().map(MastodonTable::named).toList()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Whether no table was named. */
    boolean isAllTables() {
        return tables.isEmpty();
    }

    Selection selection() {
        try {
            return new Selection(
                    only(),
                    after == null ? OptionalLong.empty() : OptionalLong.of(after),
                    offset,
                    limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                    Optional.ofNullable(since).map(Since::of));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Only only() {
        if (only == null) {
            return Only.ALL;
        }
        return switch (only) {
            case "local" -> Only.LOCAL;
            case "remote" -> Only.REMOTE;
            default -> throw new IllegalArgumentException("--only must be local or remote, was \"" + only + "\"");
        };
    }
}

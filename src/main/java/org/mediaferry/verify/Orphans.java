package org.mediaferry.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mediaferry.catalog.mastodon.IdRange;
import org.mediaferry.catalog.mastodon.KeyPrefix;
import org.mediaferry.catalog.mastodon.MastodonTable;
import org.mediaferry.catalog.mastodon.Owners;
import org.mediaferry.presence.Inventory;
import org.mediaferry.presence.Listed;

/**
 * Finds what the destination has and no row claims. The bucket is listed once; for each page of the listing the rows
 * are read that alone could own its keys, and claim theirs. So memory is a page of each, whatever the size of both.
 */
public final class Orphans {

    private final Inventory inventory;
    private final KeyPrefix prefix;
    private final Findings findings;
    private final UnaryOperator<String> keyOfCopy;
    private final Rows rows;
    private final Map<String, Claims> claims = new HashMap<>();
    private long listed;

    /**
     * @param prefix of every key at the destination; nothing outside of it is looked at
     * @param keyOfCopy the key at the destination for one at the source
     */
    public Orphans(
            Inventory inventory, KeyPrefix prefix, UnaryOperator<String> keyOfCopy, Rows rows, Findings findings) {
        this.inventory = inventory;
        this.prefix = prefix;
        this.keyOfCopy = keyOfCopy;
        this.rows = rows;
        this.findings = findings;
    }

    /**
     * Finds the orphans.
     *
     * @param present the tables that the database has; what lies in another one's folder is an orphan
     * @param only the tables in whose folders to look; empty for everything below the prefix
     * @param progress told now and then how many keys were listed
     * @throws software.amazon.awssdk.core.exception.SdkException when the destination cannot be listed to its end
     */
    public void find(Set<String> present, List<MastodonTable> only, LongConsumer progress) {
        present.forEach(table -> claims.put(table, new Claims(table, rows, keyOfCopy)));
        for (String folder : folders(only)) {
            inventory.each(prefix.prepend(folder), page -> {
                check(page);
                progress.accept(listed);
            });
        }
    }

    private static List<String> folders(List<MastodonTable> only) {
        return only.isEmpty()
                ? List.of("")
                : only.stream()
                        .map(MastodonTable::tableName)
                        .flatMap(table -> Stream.of("cache/" + table + "/", table + "/"))
                        .toList();
    }

    private void check(List<Listed> page) {
        Map<String, Listed> unclaimed = new LinkedHashMap<>();
        Map<String, List<IdRange>> wanted = new LinkedHashMap<>();
        for (Listed listed : page) {
            unclaimed.put(listed.key(), listed);
            ownersOf(listed)
                    .ifPresent(owners -> wanted.computeIfAbsent(owners.table().tableName(), t -> new ArrayList<>())
                            .addAll(owners.ids()));
        }
        wanted.forEach((table, ids) -> {
            if (claims.containsKey(table)) {
                ids.sort(Comparator.comparingLong(IdRange::first));
                claims.get(table).take(ids, unclaimed);
            }
        });
        unclaimed.values().forEach(this::report);
        listed += page.size();
    }

    private Optional<Owners> ownersOf(Listed listed) {
        return Owners.of(prefix.remove(listed.key()));
    }

    private void report(Listed orphan) {
        findings.add(new Finding(
                Finding.Kind.ORPHAN,
                ownersOf(orphan).map(owners -> owners.table().tableName()).orElse(null),
                null,
                orphan.key(),
                orphan.size(),
                orphan.lastModified(),
                "no row claims it"));
    }
}

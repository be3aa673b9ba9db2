package org.mediaferry.verify;

import org.mediaferry.catalog.Page;

/** The rows of the server's database. */
@FunctionalInterface
public interface Rows {

    /**
     * The rows that follow an id, with the objects that they own.
     *
     * @param after the id after which the page begins
     * @param most rows at most, 1 or more
     */
    Page page(String table, long after, long most);
}

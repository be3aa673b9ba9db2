package org.mediaferry.ledger;

import org.mediaferry.catalog.MediaObject;

/**
 * What makes two messages speak of the same object. Not the key: it changes with the file's name, and what becomes of
 * the new file settles the old one.
 */
record Identity(String table, long id, String attachment, String style) {

    static Identity of(MediaObject object) {
        return new Identity(object.table(), object.id(), object.attachment(), object.style());
    }
}

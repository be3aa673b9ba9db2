package org.mediaferry.demo;

/**
 * One file slot of one row of the sample.
 *
 * @param table the row's table
 * @param id the row's id
 * @param attachment the slot's name
 * @param folder table and slot as they stand in a key
 * @param remote whether the file is a copy of another server's
 * @param cached whether its keys begin with {@code cache/}
 * @param acl the canned ACL of its objects
 */
record Slot(String table, long id, String attachment, String folder, boolean remote, boolean cached, String acl) {

    /** A slot that only this server fills, for everyone to read. */
    static Slot local(String table, long id, String attachment, String folder) {
        return new Slot(table, id, attachment, folder, false, false, "public-read");
    }

    /** The key without the server's own prefix. */
    String path(String style, String fileName) {
        return (cached ? "cache/" : "") + folder + "/" + groups(id) + "/" + style + "/" + fileName;
    }

    /**
     * The id in groups of three. Written for the ids of the sample alone: up to nine digits, filled up with zeros, and
     * eighteen. That the instance's own actor, -99, has two groups is how real servers store it.
     */
    static String groups(long id) {
        if (id == -99) {
            return "000/000";
        }
        String digits =
                id < 1_000_000_000L ? String.valueOf(1_000_000_000L + id).substring(1) : String.valueOf(id);
        if (id < 1 || digits.length() != 9 && digits.length() != 18) {
            throw new IllegalArgumentException("ids of the sample have up to 9 digits, or 18; was " + id);
        }
        StringBuilder groups = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            groups.insert(i, '/');
        }
        return groups.toString();
    }
}

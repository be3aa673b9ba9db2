package org.mediaferry.provider;

import java.util.Locale;

/** What a provider makes of the ACL of an object. */
public enum Acls {
    /** Each object has its own. */
    YES,
    /** A put that asks for one is refused, or may only ask for that of its bucket. */
    NO,
    /** A put may ask for one, and nothing comes of it. */
    IGNORED;

    /** The name in the file and in output. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

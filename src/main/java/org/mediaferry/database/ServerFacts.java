package org.mediaferry.database;

import java.util.OptionalLong;

/**
 * What a database server says of itself and of us.
 *
 * @param version e.g. {@code 15.8}
 * @param encrypted whether the connection is
 * @param standby whether it is a replica
 * @param lagSeconds how long ago it last applied something from the server that it follows; empty when it follows none,
 *     or has applied nothing yet
 * @param user who we are there
 * @param mayWrite whether that role may change rows of any table in its search path
 */
public record ServerFacts(
        String version, boolean encrypted, boolean standby, OptionalLong lagSeconds, String user, boolean mayWrite) {}

/**
 * The way to the database through an SSH server: a session a connection, and no port that others could use. Gives
 * PostgreSQL's driver its sockets; knows nothing of SQL.
 */
package org.mediaferry.tunnel;

package org.mediaferry.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaferry.tunnel.TunnelException;

/** Says in an administrator's words what PostgreSQL or its driver complains of. */
final class SqlProblem {

    private SqlProblem() {}

    /** Why no connection came about, and which setting to look at. */
    static DatabaseException connecting(String where, @Nullable String user, SQLException e) {
        TunnelException way = tunnel(e);
        if (way != null) {
            return noWay(where, way);
        }
        String advice = first(UnknownHostException.class, e) == null
                ? advice(e, user)
                : "its host has no address: check the host in database.url, and whether this machine can look up names";
        return new DatabaseException(
                "the database " + where + " cannot be reached: " + advice + " (" + oneLine(e) + ")", e);
    }

    private static String advice(SQLException e, @Nullable String user) {
        return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
            case "28P01", "28000" ->
                "PostgreSQL refuses user \"" + user + "\": check database.user and database.password";
            case "3D000" -> "there is no such database: check the name at the end of database.url";
            case "53300" -> "PostgreSQL has no connection left: lower database.connections, or close others";
            case "08004" ->
                oneLine(e).contains("does not support SSL")
                        ? "it speaks no TLS: take sslmode out of database.url, or let PostgreSQL speak it"
                        : "PostgreSQL refuses to let us in: check database.user and database.password";
            case "08001", "08006" ->
                "no PostgreSQL answers there: check host and port in database.url, and that the server runs";
            default -> "check database.url, database.user and database.password";
        };
    }

    /** Why the SSH server does not let us through. */
    static DatabaseException noWay(String where, TunnelException e) {
        return new DatabaseException("the database " + where + " cannot be reached: " + oneLine(e), e);
    }

    /** Why a table's statement fails, and what that says about the database. */
    static DatabaseException reading(String table, String statement, Throwable failure) {
        TunnelException way = tunnel(failure);
        if (way != null) {
            return new DatabaseException("the rows of " + table + " cannot be read: " + oneLine(way), failure);
        }
        SQLException sql = sqlException(failure);
        if (sql == null) {
            return new DatabaseException(
                    "the rows of " + table + " cannot be read: " + oneLine(beneathCamel(failure)), failure);
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        String advice = switch (state) {
            case "42703" ->
                "the table lacks a column that Mastodon 3.0 to 4.6 has: is this a Mastodon database, and is "
                        + statement + " as shipped?";
            case "42P01" -> "a table is missing that Mastodon 3.0 to 4.6 has: is this a Mastodon database?";
            case "42501" ->
                "the database's user may not read it: GRANT SELECT ON the tables that " + statement + " names";
            case "25006" -> "the statement writes, and mediaferry only reads: restore " + statement;
            case "42601" -> "PostgreSQL does not understand " + statement;
            case "57014" -> "it took longer than database.statement-timeout: raise it, or lower poll.page-size";
            default -> "see " + statement;
        };
        return new DatabaseException(
                "the rows of " + table + " cannot be read: " + advice + " (" + oneLine(sql) + ")", failure);
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        return first(SQLException.class, failure);
    }

    private static @Nullable TunnelException tunnel(Throwable failure) {
        return first(TunnelException.class, failure);
    }

    private static <T> @Nullable T first(Class<T> type, Throwable failure) {
        return Stream.iterate(failure, x -> x != null, Throwable::getCause)
                .limit(10)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    /** Camel's own exceptions say in which expression, which is not for an administrator. */
    private static Throwable beneathCamel(Throwable failure) {
        return Stream.iterate(failure, x -> x != null, Throwable::getCause)
                .limit(10)
                .filter(x -> !x.getClass().getName().startsWith("org.apache.camel."))
                .findFirst()
                .orElse(failure);
    }

    private static String oneLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}

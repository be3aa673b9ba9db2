package org.mediaferry.provider;

/**
 * How many requests a provider takes, as it publishes it.
 *
 * @param gets a second
 * @param puts a second
 * @param scope of what, e.g. {@code a bucket}
 * @param source the page that says so
 * @param date of that page, or when it was read
 */
public record Rates(int gets, int puts, String scope, String source, String date) {}

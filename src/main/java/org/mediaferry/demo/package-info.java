/**
 * A whole migration on one machine: an embedded PostgreSQL, two S3 servers, a sample Mastodon, and the comparison that
 * proves a copy. The {@code demo} command and the integration tests stand on it.
 *
 * <p>The sample says which objects must exist in its own words. It shares no rule with the catalog, so that a mistake
 * there cannot hide here.
 */
package org.mediaferry.demo;

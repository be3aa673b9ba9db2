/**
 * What an administrator sees and steers while mediaferry works: a server on this machine, closed to all who have no password,
 * with a status page, an API, metrics, health and Hawtio; and the jobs of {@code serve}.
 */
package org.mediaferry.console;

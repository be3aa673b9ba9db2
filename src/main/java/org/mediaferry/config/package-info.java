/**
 * Every setting: the table of the keys, the places they may come from, and the typed values that the rest works with.
 * Later places win: default, files of other programs, properties file, environment variable, {@code --set}.
 */
package org.mediaferry.config;

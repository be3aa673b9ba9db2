/** The preflight: whether settings, database, stores and this machine will do, and what to do where they will not. */
package org.mediaferry.check;

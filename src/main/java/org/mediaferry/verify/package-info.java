/** Says whether the destination has what the database names, and what it has besides. Writes nothing. */
package org.mediaferry.verify;

/**
 * When the next request may go to a store: as many a second as it takes, found out by asking, and none but a question now
 * and then while it is down or refuses everything. Nothing here knows of objects and rows.
 */
package org.mediaferry.pace;

/** What a copy costs at the stores, by a file of prices that its reader can edit. */
package org.mediaferry.price;

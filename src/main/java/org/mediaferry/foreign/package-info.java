/** Reads the settings that an administrator already has in files of other programs. */
package org.mediaferry.foreign;

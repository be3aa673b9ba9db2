/** Reads the settings that an administrator already has in files of other programs. */
@NullMarked
package org.mediaferry.foreign;

import org.jspecify.annotations.NullMarked;

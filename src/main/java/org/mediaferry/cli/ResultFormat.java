package org.mediaferry.cli;

/** How closing figures are printed. */
enum ResultFormat {
    TABLE,
    JSON
}

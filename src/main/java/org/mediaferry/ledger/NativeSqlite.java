package org.mediaferry.ledger;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Where the driver finds SQLite itself: the build unpacks it beside the driver's jar. Else the driver unpacks it at each
 * start and compares the copy byte by byte, and cannot do so at all where programs may not run from the folder for
 * temporary files.
 */
final class NativeSqlite {

    /** The driver's own property; who has set it knows better. */
    private static final String PROPERTY = "org.sqlite.lib.path";

    private NativeSqlite() {}

    /** To be called before the first connection; changes nothing where nothing was unpacked for this machine. */
    static void useUnpacked() {
        CodeSource driver = SQLiteJDBCLoader.class.getProtectionDomain().getCodeSource();
        if (driver == null || System.getProperty(PROPERTY) != null) {
            return;
        }
        try {
            String inJar = LibraryLoaderUtil.getNativeLibResourcePath().substring(1);
            Path folder = Path.of(driver.getLocation().toURI()).resolveSibling("native/" + inJar);
            if (Files.isDirectory(folder)) {
                System.setProperty(PROPERTY, folder.toString());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the driver's jar has the address " + driver.getLocation(), e);
        }
    }
}

package org.mediaferry.console;

import org.slf4j.event.Level;

/** How much is logged, now. */
public interface LogLevel {

    Level get();

    void set(Level level);
}

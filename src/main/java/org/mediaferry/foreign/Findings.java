package org.mediaferry.foreign;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.ForeignSettings;
import org.mediaferry.config.ForeignSettings.Value;

/** Gathers what a file gives. */
final class Findings {

    private final List<Value> values = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void take(String key, String text, String origin) {
        values.add(new Value(key, text, origin, null));
    }

    /** @param why to be read after the origin */
    void refuse(String key, String origin, String why) {
        values.add(new Value(key, "", origin, why));
    }

    /** @param why null when there is nothing against it */
    void takeUnless(@Nullable String why, String key, String text, String origin) {
        values.add(new Value(key, why == null ? text : "", origin, why));
    }

    void note(String where, String what) {
        notes.add(where + " - " + what);
    }

    ForeignSettings all() {
        return new ForeignSettings(values, notes);
    }
}

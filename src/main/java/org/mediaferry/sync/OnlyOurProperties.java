package org.mediaferry.sync;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.PropertiesComponent;

/**
 * Keeps Camel from looking up a placeholder in the environment by itself: {@code --set} would lose against a variable, and
 * <code>{{database.password}}</code> in a route would show a secret.
 */
final class OnlyOurProperties extends MainListenerSupport {

    private static final int NEVER = 0;

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        keep(main.getCamelContext());
    }

    static void keep(CamelContext context) {
        PropertiesComponent properties = context.getPropertiesComponent();
        org.apache.camel.component.properties.PropertiesComponent ours =
                (org.apache.camel.component.properties.PropertiesComponent) properties;
        ours.setEnvironmentVariableMode(NEVER);
        ours.setSystemPropertiesMode(NEVER);
    }
}

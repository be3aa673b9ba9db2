package org.mediaferry.pace;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The processors that this program may use. */
public final class Processors {

    private static final double BUSY = 0.9;

    private Processors() {}

    /** Whether next to nothing of them was to spare since this was asked last, whoever used it. */
    public static boolean areBusy() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                && system.getCpuLoad() > BUSY;
    }
}

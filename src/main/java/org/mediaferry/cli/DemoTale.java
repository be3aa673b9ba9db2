package org.mediaferry.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.mediaferry.demo.Comparison;
import org.mediaferry.demo.DemoSite;
import org.mediaferry.demo.Expected;
import org.mediaferry.demo.LocalS3;
import org.mediaferry.ledger.Ledger;

/** Tells a newcomer what the demo does and what came of it. */
final class DemoTale {

    private final PrintWriter out;

    DemoTale(PrintWriter out) {
        this.out = out;
    }

    void starting(int rows) {
        say("1  Starting a PostgreSQL with a sample Mastodon of " + Amounts.count(rows)
                + " rows, and two S3 stores on 127.0.0.1 ...");
    }

    void started(DemoSite site, Duration time) {
        long there = site.server().expected().stream()
                .filter(Expected::presentAtSource)
                .count();
        say("   up after " + Amounts.time(time) + ". The source has " + Amounts.count(there)
                + " objects that rows claim and " + site.server().orphans().size()
                + " that none does; the destination is empty.");
    }

    void planning() {
        say("");
        say("2  mediaferry plan: what the rows own, and what of it the destination has ...");
    }

    void planned(Planned planned) {
        say(planned.summary());
    }

    void copying() {
        say("");
        say("3  mediaferry sync: rows in, objects over, through the routes in routes/ ...");
    }

    void copied(Closing closing, Ledger ledger) {
        say(closing.table());
        say("");
        say("   Rows name these objects, and the source does not have them:");
        MissingSummary missing = new MissingSummary();
        new ReportLines(ledger, null).to(missing, kind -> kind == ReportLine.Kind.MISSING);
        missing.lines().forEach(this::say);
    }

    void verifying() {
        say("");
        say("4  mediaferry verify: what the rows own, beside a list of what the destination has ...");
    }

    void verified(VerifyFigures found) {
        say(found.summary());
    }

    void comparing() {
        say("");
        say("5  Comparing source and destination from outside, object by object ...");
    }

    void compared(Comparison.Result compared, DemoSite site) {
        if (compared.isClean()) {
            say("   " + Amounts.count(compared.checked()) + " objects have the same bytes, headers and access rights, "
                    + Amounts.count(compared.privateObjects()) + " of them private;");
            say("   what the source lacks is not there; the "
                    + site.server().orphans().size() + " objects that no row claims stayed behind. Verified.");
        } else {
            say("   NOT verified; " + Amounts.count(compared.differences().size()) + " differences:");
            compared.differences().stream().limit(20).forEach(difference -> say("   " + Escaped.text(difference)));
        }
    }

    void keepsRunning(DemoSite site, Consoles console) {
        say("");
        say("All of it stays up until Ctrl-C. To look, in another terminal:");
        console.announce(out);
        say("  ./mediaferry status --config " + site.settings());
        say("  ./mediaferry report --config " + site.settings());
        say("  ./mediaferry plan   --config " + site.settings());
        say("  psql '" + site.database().jdbcUrl().replaceFirst("^jdbc:", "") + "'   user "
                + site.database().user());
        say("  source      " + where(site.source()));
        say("  destination " + where(site.destination()));
        say("Passwords and keys of these servers are in " + site.settings() + "; they end with the demo.");
    }

    private static String where(LocalS3 store) {
        return store.endpoint() + ", bucket " + store.bucket();
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}

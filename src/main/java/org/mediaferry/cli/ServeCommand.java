package org.mediaferry.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.mediaferry.config.Schedule.Kind;
import org.mediaferry.config.Serve;
import org.mediaferry.config.Settings;
import org.mediaferry.console.Jobs;
import org.mediaferry.console.Order;
import org.mediaferry.ledger.DeadLetterFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mediaferry serve}: stays up. */
@Command(
        name = "serve",
        description = {
            "Stay up: a console on this machine, metrics, and jobs that are started by hand or at times.",
            "Copies nothing by itself unless serve.sync says so. A signal ends it in good order."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mediaferry serve",
            "  mediaferry serve --set serve.sync=follow           copies what comes, and goes on",
            "  mediaferry serve --set 'serve.sync=0 30 3 * * ?'   each night at 03:30"
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = common.settings();
        settings.requireDatabase();
        settings.requireStores();
        Logging.alsoTo(settings.workDirectory());
        CountDownLatch end = new CountDownLatch(1);
        Jobs jobs = new Jobs(new ServeWork(settings));
        Signals signals = new Signals(end::countDown, jobs::askNow);
        try (Consoles console = Consoles.open(settings, jobs, true)) {
            console.announce(spec.commandLine().getOut());
            begin(jobs, settings.serve());
            end.await();
            boolean interrupted = jobs.isBusy();
            // The console shows how it ends
            jobs.close();
            ClassArchive.keep();
            return interrupted ? ExitCode.INTERRUPTED : ExitCode.DONE;
        } finally {
            jobs.close();
            signals.close();
        }
    }

    private static void begin(Jobs jobs, Serve serve) {
        if (serve.sync().kind() == Kind.ONCE || serve.sync().kind() == Kind.FOLLOW) {
            jobs.start(Order.sync(serve.sync().kind() == Kind.FOLLOW));
        } else if (serve.replay().kind() == Kind.ONCE) {
            jobs.start(Order.replay(DeadLetterFilter.all()));
        }
    }
}

package org.mediaferry.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** One connection of a client to a {@link FaultProxy}: deals with its requests, one after the other. */
final class Connection implements Runnable, AutoCloseable {

    private final FaultProxy proxy;
    private final Line client;
    private final Upstream upstream;

    Connection(FaultProxy proxy, Line client, Upstream upstream) {
        this.proxy = proxy;
        this.client = client;
        this.upstream = upstream;
    }

    @Override
    public void run() {
        try {
            Head head = Head.read(client.in());
            while (head != null && serve(head)) {
                head = Head.read(client.in());
            }
        } catch (IOException | UncheckedIOException e) {
            // either side went away; the other notices, as both are closed now
        } finally {
            close();
            proxy.closed(this);
        }
    }

    /** @return whether another request may follow */
    private boolean serve(Head head) throws IOException {
        S3Request request = S3Request.of(head);
        Traffic.Passing passing = proxy.traffic().begin(request);
        try {
            Call call = new Call(request, client, upstream, passing::answered);
            proxy.arrived(request);
            Fault fault = proxy.faultFor(request);
            if (fault != null) {
                passing.takenByRule();
            }
            deal(call, fault);
            return !call.isOver() && !head.has("Connection", "close");
        } finally {
            proxy.traffic().end();
        }
    }

    private void deal(Call call, @Nullable Fault fault) throws IOException {
        if (fault != null) {
            fault.befall(call);
            return;
        }
        Call.Answer answer = call.forward();
        proxy.answered(call.request(), answer.head().status());
        call.relay(answer);
    }

    @Override
    public void close() {
        client.close();
        upstream.close();
    }
}

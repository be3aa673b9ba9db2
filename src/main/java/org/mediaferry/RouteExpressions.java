package org.mediaferry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.ledger.Recorder;
import org.mediaferry.outcome.Outcome;
import org.mediaferry.outcome.OutcomeGroup;
import org.mediaferry.pace.Turns;
import org.mediaferry.sync.Run;
import org.mediaferry.transfer.AlreadyCopied;
import org.mediaferry.transfer.Copies;
import org.mediaferry.transfer.Copy;
import org.mediaferry.transfer.StoreCopies;
import org.mediaferry.transfer.There;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * What the routes ask and do for each object, as expressions and processors that they name by {@code ref}. A {@code
 * method} or a path such as <code>${exchangeProperty.copy.acl}</code> says the same, but Camel reads its text anew for each
 * object, and copies the whole exchange for an expression.
 */
final class RouteExpressions {

    private final Map<String, Object> beans = new HashMap<>();

    private RouteExpressions() {}

    /** By the names that the routes know. */
    static Map<String, Object> of(Copies copies, AlreadyCopied alreadyCopied, Turns turns, Recorder recorder, Run run) {
        RouteExpressions all = new RouteExpressions();
        all.put("keyToGet", exchange -> copies.keyToGet(object(exchange)));
        all.put("whatToPut", exchange -> copies.prepare(object(exchange), answer(exchange), isAnotherTry(exchange)));
        all.ofCopy("aclOfCopy", Copy::acl);
        all.ofCopy("bytesOfCopy", copy -> copy.body());
        all.ofCopy("cacheControlOfCopy", Copy::cacheControl);
        all.ofCopy("contentDispositionOfCopy", Copy::contentDisposition);
        all.ofCopy("contentEncodingOfCopy", Copy::contentEncoding);
        all.ofCopy("contentMd5OfCopy", Copy::contentMd5);
        all.ofCopy("contentTypeOfCopy", Copy::contentType);
        all.ofCopy("keyOfCopy", Copy::key);
        all.ofCopy("lengthOfCopy", Copy::length);
        all.ofCopy("metadataOfCopy", Copy::metadata);
        all.ofOffer("isThere", alreadyCopied::has);
        all.ofOffer("isLeftOut", alreadyCopied::leavesOut);
        all.ofOffer("mayNotReplace", alreadyCopied::mayNotReplace);
        all.ofOffer("replaces", alreadyCopied::replaces);
        all.put(
                "confirmedCopy",
                exchange -> copies.confirm(
                        object(exchange),
                        copy(exchange),
                        exchange.getMessage().getHeader(AWS2S3Constants.E_TAG, String.class),
                        exchange.getProperty("replaces", false, boolean.class)));
        all.put("groupOfOutcomes", exchange -> new OutcomeGroup(bodies(exchange)));
        all.put("isStopping", exchange -> run.isStopping());
        all.doing(
                "awaitTurn",
                exchange -> turns.await(
                        exchange.getProperty("getsAtMost", int.class), exchange.getProperty("putsAtMost", int.class)));
        all.doing("countOutcome", exchange -> recorder.told());
        all.doing("releaseSource", exchange -> copies.release(answer(exchange), copy(exchange)));
        return all.beans;
    }

    /**
     * Those for copies that a store makes by itself.
     *
     * @param copies empty where source and destination are two stores
     */
    static Map<String, Object> of(Optional<StoreCopies> copies) {
        RouteExpressions all = new RouteExpressions();
        all.put(
                "mayCopyByItself",
                exchange ->
                        copies.isPresent() && copies.get().isWorthAsking() && exchange.getProperty("settled") == null);
        all.put(
                "copiedByTheStore",
                exchange -> copies.orElseThrow()
                        .copy(object(exchange), exchange.getProperty("replaces", false, boolean.class)));
        return all.beans;
    }

    private static MediaObject object(Exchange exchange) {
        return exchange.getProperty("object", MediaObject.class);
    }

    @SuppressWarnings("unchecked") // nothing else is remembered under this name
    private static ResponseInputStream<GetObjectResponse> answer(Exchange exchange) {
        return exchange.getProperty("answer", ResponseInputStream.class);
    }

    private static boolean isAnotherTry(Exchange exchange) {
        return exchange.getProperty("tries", 1, int.class) > 1;
    }

    private static @Nullable Copy copy(Exchange exchange) {
        return exchange.getProperty("copy", Copy.class);
    }

    @SuppressWarnings("unchecked") // what the aggregation strategy makes
    private static List<Outcome> bodies(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    /** A step, not an expression. */
    private void doing(String name, Processor what) {
        beans.put(name, what);
    }

    /** Of the copy under way. */
    private void ofCopy(String name, Function<Copy, Object> what) {
        put(name, exchange -> what.apply(copy(exchange)));
    }

    /** Of what the destination has of the page, and the body. */
    private void ofOffer(String name, BiFunction<There, MediaObject, Object> what) {
        put(
                name,
                exchange -> what.apply(
                        exchange.getProperty("there", There.class),
                        exchange.getMessage().getBody(MediaObject.class)));
    }

    private void put(String name, Function<Exchange, Object> what) {
        beans.put(name, new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return what.apply(exchange);
            }

            @Override
            public String toString() {
                return name;
            }
        });
    }
}

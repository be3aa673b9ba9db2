package org.mediaferry;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.mediaferry.catalog.MediaObject;
import org.mediaferry.sync.Run;
import org.mediaferry.transfer.AlreadyCopied;
import org.mediaferry.transfer.Copies;
import org.mediaferry.transfer.Copy;
import org.mediaferry.transfer.There;

/**
 * What the routes ask for each object, as expressions that they name by {@code ref}. A {@code method} or a path such as
 * <code>${exchangeProperty.copy.acl}</code> says the same, but Camel copies the whole exchange for each, twenty times an
 * object.
 */
final class RouteExpressions {

    private final Map<String, Object> beans = new HashMap<>();

    private RouteExpressions() {}

    /** By the names that the routes know. */
    static Map<String, Object> of(Copies copies, AlreadyCopied alreadyCopied, Run run) {
        RouteExpressions all = new RouteExpressions();
        all.ofObject("keyToGet", copies::keyToGet);
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
        all.ofOffer("mayNotReplace", alreadyCopied::mayNotReplace);
        all.ofOffer("replaces", alreadyCopied::replaces);
        all.put("isStopping", exchange -> run.isStopping());
        return all.beans;
    }

    /** Of the body. */
    private void ofObject(String name, Function<MediaObject, Object> what) {
        put(name, exchange -> what.apply(exchange.getMessage().getBody(MediaObject.class)));
    }

    /** Of the copy under way. */
    private void ofCopy(String name, Function<Copy, Object> what) {
        put(name, exchange -> what.apply(exchange.getProperty("copy", Copy.class)));
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

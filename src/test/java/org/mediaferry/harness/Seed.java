package org.mediaferry.harness;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a test a {@link Random}, and says with a failure how to have the same numbers again:
 * {@code ./mvnw verify -Dmediaferry.seed=...}.
 */
public final class Seed implements ParameterResolver, TestExecutionExceptionHandler {

    private static final String PROPERTY = "mediaferry.seed";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Random.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Random(seed(context));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new AssertionError("the same once more: -D" + PROPERTY + "=" + seed(context)));
        throw failure;
    }

    private static long seed(ExtensionContext context) {
        return context.getStore(Namespace.create(Seed.class, context.getUniqueId()))
                .getOrComputeIfAbsent("seed", key -> Long.getLong(PROPERTY, System.nanoTime()), Long.class);
    }
}

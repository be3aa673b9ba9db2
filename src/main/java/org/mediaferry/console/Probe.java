package org.mediaferry.console;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** One thing that must work for mediaferry to work, asked when somebody asks for its health. */
final class Probe extends AbstractHealthCheck {

    /** Says what is wrong. */
    interface Question {
        /** Empty when all is well. */
        Optional<String> ask();
    }

    private final Question question;

    /**
     * @param name as the answer has it
     * @param question what it throws, is wrong too
     */
    Probe(String name, Question question) {
        super("mediaferry", name);
        this.question = question;
    }

    /** The process lives, however its database fares. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> wrong;
        try {
            wrong = question.ask();
        } catch (RuntimeException e) {
            wrong = Optional.of(String.valueOf(e.getMessage()));
        }
        wrong.ifPresentOrElse(what -> builder.message(what).down(), builder::up);
    }
}

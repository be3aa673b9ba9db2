package org.mediaferry.cli;

import java.io.Console;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaferry.config.ConfigurationException;
import org.mediaferry.config.Draft;
import org.mediaferry.config.Key;

/** Asks whoever sits at the terminal for settings. */
final class Interview {

    private final Console console;
    private final Draft draft;
    /** Whether the question for an access key, which comes before that for its other half, was left open. */
    private boolean withoutKeys;

    Interview(Console console, Draft draft) {
        this.console = console;
        this.draft = draft;
    }

    /** Asks for all that is open, and again for what is answered wrongly. */
    void hold() {
        List<Key<?>> needed = draft.missing();
        for (Key<?> key : draft.questions()) {
            boolean secretHalf = key.name().endsWith(".secret-key");
            if (!secretHalf || !withoutKeys) {
                String answer = ask(key, secretHalf || needed.contains(key));
                withoutKeys = key.name().endsWith(".access-key") && answer.isBlank();
            }
        }
    }

    private String ask(Key<?> key, boolean needed) {
        draft.refusal(key).ifPresent(why -> console.printf("%n%s%n", Escaped.text(why)));
        console.printf("%n%s%n", key.meaning());
        if (isAddress(key)) {
            console.printf("It shows while it is typed: leave user and password to the next questions.%n");
        }
        String answer = answer(key);
        while (!isGood(key, answer, needed)) {
            console.printf("%s must be %s%n", key.name(), key.type().expected());
            answer = answer(key);
        }
        if (!answer.isBlank()) {
            draft.answer(key, answer);
        }
        return answer;
    }

    private String answer(Key<?> key) {
        String standard = key.defaultText() == null ? "" : " [" + key.defaultText() + "]";
        String prompt = key.name() + standard + ": ";
        return key.type().isSecret() && !isAddress(key)
                ? typedBlindly(prompt)
                : present(console.readLine("%s", prompt));
    }

    /** The database's address counts as a secret, since it may hold a password; typing it blindly would be a trial. */
    private static boolean isAddress(Key<?> key) {
        return key.name().equals("database.url");
    }

    private String typedBlindly(String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        return present(typed == null ? null : new String(typed));
    }

    private static String present(@Nullable String line) {
        if (line == null) {
            throw new ConfigurationException(List.of("the answers ended too early: nothing was written"));
        }
        return line;
    }

    private static boolean isGood(Key<?> key, String answer, boolean needed) {
        if (answer.isBlank()) {
            return !needed;
        }
        try {
            key.type().parse(key.type().isSecret() ? answer : answer.strip());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package org.mediaferry.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A command at its end: how it ended and all that it printed. */
public record Finished(List<String> arguments, int exit, String out, String err) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fails unless it ended with this code. */
    public Finished exits(int expected) {
        assertThat(exit).as(toString()).isEqualTo(expected);
        return this;
    }

    /** Standard output as one piece of JSON. */
    public JsonNode json() {
        return parse(out);
    }

    /** Each line of standard output as a piece of JSON. */
    public List<JsonNode> jsonLines() {
        return out.lines().map(Finished::parse).toList();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected JSON, came: " + text, e);
        }
    }

    @Override
    public String toString() {
        return "mediaferry " + String.join(" ", arguments) + "\nexit code " + exit + "\nout:\n" + out + "\nerr:\n"
                + err;
    }
}

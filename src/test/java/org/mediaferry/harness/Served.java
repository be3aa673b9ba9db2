package org.mediaferry.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program with an open console, and somebody who has the password. */
public final class Served implements AutoCloseable {

    private static final Pattern ADDRESS =
            Pattern.compile("console is at http://127\\.0\\.0\\.1:(\\d+)/ for user (\\S+);");

    private final Running running;
    private final int port;
    private final String password;

    private Served(Running running, int port, String password) {
        this.running = running;
        this.port = port;
        this.password = password;
    }

    /** Starts {@code serve}. */
    public static Served start(Migration migration, String... options) {
        List<String> command = new ArrayList<>(List.of("serve"));
        command.addAll(List.of(options));
        return of(migration, command);
    }

    /** Starts a command with a console on any free port, and waits until it listens. */
    public static Served of(Migration migration, List<String> command) {
        Running running = migration.set("console.port", "0").start(command.toArray(String[]::new));
        try {
            running.until(() -> ADDRESS.matcher(running.out() + running.err()).find());
            Matcher found = ADDRESS.matcher(running.out() + running.err());
            assertThat(found.find()).isTrue();
            return new Served(running, Integer.parseInt(found.group(1)), password(migration));
        } catch (RuntimeException | Error e) {
            running.close();
            throw e;
        }
    }

    private static String password(Migration migration) {
        Path file = migration.work().resolve("console-password");
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program. */
    public Running running() {
        return running;
    }

    /** Where it listens, at 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The password that was made up; empty when it stands in the settings. */
    public String password() {
        return password;
    }

    /** The name and port, as a browser sends them. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    /** What somebody with the password sends along. */
    public Map<String, String> credentials() {
        return credentials("admin", password);
    }

    /** What somebody who tries a password sends along. */
    public static Map<String, String> credentials(String user, String password) {
        byte[] text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(text));
    }

    /** Asks with the password. */
    public Asked get(String path) {
        return Asked.of(port, "GET", path, credentials(), null);
    }

    /** Posts JSON with the password. */
    public Asked post(String path, String json) {
        return Asked.of(port, "POST", path, credentials(), json);
    }

    /** Asks Jolokia with the password. */
    public JsonNode jolokia(String request) {
        return post("/hawtio/jolokia", request).json();
    }

    /** Where everything stands. */
    public JsonNode status() {
        return get("/api/status").is(200).json();
    }

    /** Starts a job, and waits until it can be watched. */
    public void startJob(String job) {
        post("/api/jobs/" + job + "/start", "{}").is(200);
        awaitState("running", "idle");
    }

    /** Waits until the jobs are in one of these states. */
    public void awaitState(String... states) {
        running.until(() -> List.of(states).contains(status().get("state").asText()));
    }

    /** Ends it as {@code kill} does. */
    public Finished stop() {
        running.terminate();
        return running.await(Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        running.close();
    }
}

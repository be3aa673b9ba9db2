package org.mediaferry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaferry.harness.Faults.answer;
import static org.mediaferry.harness.Kind.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mediaferry.harness.Browser;
import org.mediaferry.harness.FaultProxy;
import org.mediaferry.harness.Migration;
import org.mediaferry.harness.Served;
import org.mediaferry.harness.Site;
import org.openqa.selenium.By;

/** The console's pages in a real browser, while a sync goes on. */
@ExtendWith(Site.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class BrowserIT {

    private static final String NODES = ".react-flow__node-camel";
    private static final Pattern CLASS_OR_NUMBER = Pattern.compile("^[\\d,]+");

    private final Migration migration;
    private Served served;
    private Browser browser;

    BrowserIT(Site site) {
        // Slow enough to be watched through all tests
        migration =
                site.migration(site.large()).set("destination.max-rate", "10").set("transfer.concurrency", "8");
    }

    @BeforeAll
    void start() {
        served = Served.start(migration);
        served.startJob("sync");
        browser = Browser.open(served, false);
    }

    @AfterEach
    void nothing_was_wrong() {
        browser.assertNothingWrong();
        browser.size(1400, 950);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (served != null) {
            served.close();
        }
    }

    @Test
    void the_status_page_shows_the_run_and_steers_it() {
        browser.go("/");
        browser.awaitText("#state", "sync running");
        long before = number(browser.text("#headline"));
        browser.until(d -> number(browser.text("#headline")) > before ? true : null);
        browser.awaitCount("#tables progress", 2);
        browser.awaitText("#health", "destination up");
        browser.size(1280, 1000);
        browser.screenshot("status-wide-light");

        browser.click("#pause");
        browser.awaitText("#state", "sync paused");
        browser.awaitText("#attention", "Paused, waiting for the operator");
        assertThat(served.status().get("state").asText()).isEqualTo("paused");
        browser.type("[name=copiesAtOnce]", "2");
        browser.click("#limits button");
        browser.awaitText("#said", "Done.");
        assertThat(served.status().at("/run/copiesAtOnce").asInt()).isEqualTo(2);
        browser.type("[name=copiesAtOnce]", "0");
        browser.click("#resume");
        browser.awaitText("#state", "sync running");
    }

    @Test
    void the_status_page_works_at_an_address_that_names_user_and_password() {
        browser.goAsTyped(served);
        browser.awaitText("#state", "sync");
        browser.go("/");
    }

    @Test
    void what_the_page_cannot_do_it_says() {
        browser.go("/");
        browser.awaitText("#state", "sync");
        browser.type("[name=copiesAtOnce]", "10000");

        browser.click("#limits button");

        browser.awaitText("#said", "copiesAtOnce must be a whole number from 1 to 8");
    }

    @Test
    void the_status_page_fits_a_phone_light_and_dark() {
        browser.size(390, 1500);
        browser.go("/");
        browser.awaitText("#state", "sync");
        browser.awaitText("#health", "destination up");
        assertThat(browser.fitsSideways()).isTrue();
        browser.screenshot("status-phone-light");

        try (Browser dark = Browser.open(served, true)) {
            dark.size(390, 1500);
            dark.awaitText("#state", "sync");
            dark.awaitText("#health", "destination up");
            assertThat(dark.fitsSideways()).isTrue();
            dark.screenshot("status-phone-dark");
            dark.size(1280, 1000);
            dark.screenshot("status-wide-dark");
            dark.assertNothingWrong();
        }
    }

    @Test
    void hawtio_draws_every_route() {
        List<String> routes = routes();
        assertThat(routes).hasSizeGreaterThan(20).contains("transfer", "copy-bytes", "poll-accounts");
        openHawtio();

        for (String route : routes) {
            browser.clickText(route);
            browser.awaitText("#camel-content-header", route);
            assertThat(browser.awaitCount(NODES, 2)).as(route).isGreaterThan(1);
        }
        browser.clickText("copy-bytes");
        browser.awaitCount(NODES, 5);
        browser.screenshot("hawtio-diagram");
    }

    @Test
    void counters_move_in_hawtio() {
        openHawtio();
        browser.clickText("routes");
        browser.clickText("Routes");

        String first = rowOf("copy-bytes");

        browser.until(d -> rowOf("copy-bytes").equals(first) ? null : true);
        browser.screenshot("hawtio-routes");
    }

    private String rowOf(String route) {
        return browser.until(d -> d.findElement(By.xpath("//tr[.//td[normalize-space(.)='" + route + "']]"))
                .getText());
    }

    @Test
    void a_route_is_suspended_and_resumed_in_hawtio() {
        openHawtio();
        browser.clickText("transfer");
        browser.clickText("Operations");

        execute("suspend");
        served.running().until(() -> stateOf("transfer").equals("Suspended"));
        execute("resume");
        served.running().until(() -> stateOf("transfer").equals("Started"));
    }

    /** Opens an operation of the selected route, and calls it. */
    private void execute(String operation) {
        String item = "//li[.//*[normalize-space(.)='" + operation + "()']]";
        browser.click(By.xpath(item + "//button[contains(@id,'toggle') or contains(@class,'toggle')]"));
        browser.click(By.xpath(item + "//button[normalize-space(.)='Execute']"));
    }

    private String stateOf(String route) {
        return served.jolokia("{\"type\":\"read\",\"mbean\":\"org.apache.camel:context=mediaferry,type=routes,name=\\\""
                        + route + "\\\"\",\"attribute\":\"State\"}")
                .get("value")
                .asText();
    }

    @Test
    void a_queue_is_browsed_and_takes_a_message() {
        openHawtio();
        browser.clickText("seda://transfer");
        browser.clickText("Browse");
        browser.awaitText("table", "{\"table\":\"");
        browser.screenshot("hawtio-queue");

        browser.clickText("Send");
        browser.click(".monaco-editor .view-lines");
        browser.type(".monaco-editor textarea", "no object");
        browser.click(By.xpath("//button[normalize-space(.)='Send']"));

        browser.until(
                d -> d.getPageSource().contains("Message was sent to the seda://transfer endpoint") ? true : null);
    }

    @Test
    void an_address_inside_hawtio_can_be_opened_and_loaded_again() {
        browser.go("/hawtio/jmx");
        browser.awaitText("body", "org.mediaferry");
        browser.reload();
        browser.awaitText("body", "org.mediaferry");

        browser.go("/hawtio");
        browser.awaitText("body", "mediaferry-console");
    }

    @Test
    void a_dead_letter_is_replayed_by_its_button(Site site) {
        Migration other = site.migration(site.small());
        FaultProxy proxy = other.beforeDestination();
        proxy.on(PUT.and(put -> put.key().contains("site_uploads/"))).then(answer(400, "InvalidArgument"));
        try (Served failing = Served.start(other)) {
            failing.startJob("sync");
            failing.awaitState("idle");
            try (Browser page = Browser.open(failing, false)) {
                page.awaitText("#failures", "× other");
                page.clickText("Show");
                page.awaitText("#letters", "InvalidArgument");
                page.size(1280, 1100);
                page.screenshot("status-failures");
                proxy.mend();

                page.clickText("Replay");

                page.awaitText("#failures", "No dead letters.");
                page.assertNothingWrong();
            }
            assertThat(failing.status().at("/ledger/deadLetters").asInt()).isZero();
        }
        assertThat(other.compare().differences()).isEmpty();
    }

    private void openHawtio() {
        browser.size(1400, 950);
        browser.go("/hawtio/camel/routeDiagram");
        browser.awaitText("#camel-tree-view", "transfer");
    }

    private List<String> routes() {
        List<String> routes = new ArrayList<>();
        for (JsonNode name : served.jolokia(
                        "{\"type\":\"search\",\"mbean\":\"org.apache.camel:context=mediaferry,type=routes,*\"}")
                .get("value")) {
            Matcher id = Pattern.compile("name=\"([^\"]+)\"").matcher(name.asText());
            assertThat(id.find()).isTrue();
            routes.add(id.group(1));
        }
        return routes;
    }

    private static long number(String headline) {
        Matcher number = CLASS_OR_NUMBER.matcher(headline);
        return number.find() ? Long.parseLong(number.group().replace(",", "")) : -1;
    }
}

package org.mediaferry.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window, whose user has logged in to a console. */
public final class Browser implements AutoCloseable {

    /** Set where the machine must have a browser, so that no test is left out unseen. */
    private static final String REQUIRED = "MEDIAFERRY_TEST_BROWSER";

    private static final String PACKAGES = "chromium and chromium-driver";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;
    private final String address;
    private final List<String> requested = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Browser(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /**
     * Opens one and logs in. Leaves the test out on a machine that has no Chromium, unless it must have one.
     *
     * @param dark whether its user prefers dark pages
     */
    public static Browser open(Served served, boolean dark) {
        Path chromium = Program.find(REQUIRED, PACKAGES, "chromium", "chromium-browser", "google-chrome");
        Path chromedriver = Program.find(REQUIRED, PACKAGES, "chromedriver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        Browser browser = new Browser(driver, "http://" + served.host());
        // From then on Chromium sends them by itself
        browser.goAsTyped(served);
        browser.go("/");
        return browser;
    }

    /** Opens the page at an address that names user and password, as a person may type it. */
    public void goAsTyped(Served served) {
        driver.get("http://admin:" + served.password() + "@" + served.host() + "/");
    }

    /** Opens a page of the console. */
    public void go(String path) {
        driver.get(address + path);
    }

    /** Loads the page again, as a reader does by F5. */
    public void reload() {
        driver.navigate().refresh();
    }

    /** The text of an element, as soon as there is one. */
    public String text(String css) {
        return until(d -> d.findElement(By.cssSelector(css)).getText());
    }

    /** Waits until an element's text contains this. */
    public void awaitText(String css, String text) {
        until(d -> d.findElement(By.cssSelector(css)).getText().contains(text) ? true : null);
    }

    /** Waits until so many elements, or more, are there. */
    public int awaitCount(String css, int least) {
        return until(d -> {
            int count = d.findElements(By.cssSelector(css)).size();
            return count >= least ? count : null;
        });
    }

    /** Clicks on what a selector finds, as soon as that can be. */
    public void click(String css) {
        click(By.cssSelector(css));
    }

    /** Clicks on the first element with exactly this text. */
    public void clickText(String text) {
        click(withText(text));
    }

    /** Where an element with exactly this text is. */
    public static By withText(String text) {
        return By.xpath("//*[normalize-space(text())='" + text + "']");
    }

    /** Clicks, as soon as that can be. */
    public void click(By what) {
        until(d -> {
            WebElement element = d.findElement(what);
            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
            element.click();
            return true;
        });
    }

    /** Types into a field. */
    public void type(String css, String text) {
        until(d -> {
            d.findElement(By.cssSelector(css)).sendKeys(text);
            return true;
        });
    }

    /** Waits for something that is not there yet: null, an exception for lack of an element, or a stale one. */
    public <T> T until(Function<WebDriver, T> condition) {
        try {
            return new WebDriverWait(driver, PATIENCE)
                    .ignoring(NoSuchElementException.class)
                    .ignoring(StaleElementReferenceException.class)
                    .ignoring(ElementNotInteractableException.class)
                    .until(condition);
        } catch (TimeoutException e) {
            screenshot("waited-in-vain");
            throw e;
        }
    }

    /** Whether a window of this width shows a page without scrolling sideways. */
    public boolean fitsSideways() {
        Object fits = driver.executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        return Boolean.TRUE.equals(fits);
    }

    /** Makes the page so large, whatever the window allows. */
    public void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(Math.max(width, 500), height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Keeps a picture of the page under {@code target/screenshots}. */
    public void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails the test if a page complained since this was asked last, or asked anybody else than the console. */
    public void assertNothingWrong() {
        complaints.clear();
        requested.clear();
        readLogs();
        assertThat(complaints).isEmpty();
        assertThat(requested)
                .isNotEmpty()
                .allSatisfy(url -> assertThat(url).matches("(" + address + "/|data:|blob:|http://admin:).*"));
    }

    private void readLogs() {
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                // What the API refuses, the page says
                .filter(entry -> !entry.getMessage().matches(".*/api/\\S+ - .*status of 4.*"))
                .forEach(entry -> complaints.add(entry.getMessage()));
        driver.manage().logs().get(LogType.PERFORMANCE).forEach(entry -> {
            try {
                var message = JSON.readTree(entry.getMessage()).get("message");
                if (message.get("method").asText().equals("Network.requestWillBeSent")) {
                    requested.add(message.at("/params/request/url").asText());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        driver.quit();
    }
}

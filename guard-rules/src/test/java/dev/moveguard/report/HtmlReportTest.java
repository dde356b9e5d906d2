package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.htmlunit.BrowserVersion;
import org.htmlunit.CollectingAlertHandler;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opens the page in HtmlUnit, which parses it as browsers do and runs its script. */
class HtmlReportTest {
    private static final String CODE = """
            class A {
                void a(Stream<String> names) {
                    take(names);
                    names.count();
                }
            }
            """;

    private final CollectingAlertHandler alerts = new CollectingAlertHandler();
    private WebClient browser = new WebClient();

    @BeforeEach
    void open() {
        browser = new WebClient(BrowserVersion.CHROME);
        browser.setAlertHandler(alerts);
        browser.getOptions().setThrowExceptionOnScriptError(true);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static Sample sample() {
        Sample sample = new Sample()
                .rule("streams-once", "move-only", Severity.ERROR)
                .rule("names", "naming", Severity.WARNING)
                .rule("unread", "no-clone", Severity.ERROR)
                .source("src/A.java", CODE)
                .source("src/B.java", "class b {}\n")
                .finding(
                        "streams-once",
                        "use-after-move",
                        Severity.ERROR,
                        "src/A.java",
                        "names.count",
                        "names);|moved here",
                        "names) {|declared here")
                .finding("names", "naming", Severity.WARNING, "src/B.java", "b")
                .finding("names", "naming", Severity.WARNING, "lib/x.jar!/C.class", "", "|made by|lib/y.jar!/D.class")
                .notAssessed("unread", "z.class", "is cut off");
        return sample.accepted(
                sample.made("names", "naming", Severity.WARNING, "d is wrong", "src/B.java", "b"), "until spring");
    }

    private static String write(Sample sample) {
        return Report.HTML.write(sample.result(), Sample.PLAIN);
    }

    private HtmlPage page(String html) throws IOException {
        Path file = Files.createDirectories(Path.of("target", "pages")).resolve("report.html");
        Files.writeString(file, html);
        return browser.getPage(file.toUri().toURL());
    }

    private static List<String> shown(HtmlPage page) {
        List<String> shown = new ArrayList<>();
        for (DomElement finding : page.getElementsByTagName("article")) {
            if (!finding.hasAttribute("hidden")) {
                shown.add(finding.getAttribute("data-rule") + " " + finding.getAttribute("data-file"));
            }
        }
        return shown;
    }

    private static void choose(HtmlPage page, String name, String value) {
        HtmlForm form = page.getHtmlElementById("filters");
        HtmlSelect select = form.getSelectByName(name);
        HtmlOption option = select.getOptionByValue(value);
        select.setSelectedAttribute(option, true);
    }

    @Test
    void showsFindingsLedgerAndWhatWasNotAssessed() throws IOException {
        HtmlPage page = page(write(sample()));
        assertThat(page.getTitleText()).isEqualTo("Moveguard: 1 error, 2 warnings, 1 rule not assessed");
        assertThat(shown(page))
                .containsExactly("streams-once src/A.java", "names src/B.java", "names lib/x.jar!/C.class");
        HtmlElement ledger = page.getHtmlElementById("rules");
        assertThat(ledger.getElementsByTagName("tr"))
                .extracting(row -> row.asNormalizedText().replaceAll("\\s+", " "))
                .containsExactly(
                        "rule kind law subjects findings verdict",
                        "streams-once what a kind says move-only LAW/1: what the law says 3 1 broken",
                        "names what a kind says naming, warning LAW/1: what the law says 3 2 broken",
                        "unread what a kind says no-clone LAW/1: what the law says 3 0 not assessed");
        HtmlElement gaps = page.getHtmlElementById("not-assessed");
        assertThat(gaps.asNormalizedText()).contains("z.class is cut off, needed by unread");
        HtmlElement accepted = page.getHtmlElementById("accepted");
        assertThat(accepted.asNormalizedText()).contains("src/B.java:1:7 d is wrong, names: until spring");
    }

    @Test
    void marksWhatIsMeantInTheCode() throws IOException {
        HtmlPage page = page(write(sample()));
        HtmlElement code = page.querySelector("article pre.code");
        assertThat(code.querySelectorAll("mark.here"))
                .extracting(mark -> mark.getTextContent())
                .containsExactly("names.count");
        assertThat(code.querySelectorAll("mark.there"))
                .extracting(mark -> mark.getTextContent())
                .containsExactly("names) {", "names);");
        assertThat(code.getTextContent()).isEqualTo("""
                1 class A {
                2     void a(Stream<String> names) {
                     ↑ declared here
                3         take(names);
                         ↑ moved here
                4         names.count();
                5     }
                6 }
                """);
    }

    @Test
    void filtersByRuleSeverityFileAndText() throws IOException {
        HtmlPage page = page(write(sample()));
        HtmlForm form = page.getHtmlElementById("filters");
        assertThat(form.hasAttribute("hidden")).isFalse();
        choose(page, "rule", "names");
        assertThat(shown(page)).containsExactly("names src/B.java", "names lib/x.jar!/C.class");
        choose(page, "file", "src/B.java");
        assertThat(shown(page)).containsExactly("names src/B.java");
        choose(page, "rule", "");
        choose(page, "file", "");
        choose(page, "severity", "error");
        assertThat(shown(page)).containsExactly("streams-once src/A.java");
        choose(page, "severity", "");
        form.getInputByName("text").type("B.JAVA naming");
        assertThat(shown(page)).containsExactly("names src/B.java");
        assertThat(form.querySelector("output").getTextContent()).isEqualTo("1 of 3");
    }

    @Test
    void theLedgerLeadsToTheFindingsOfARule() throws IOException {
        HtmlPage page = page(write(sample()));
        HtmlAnchor link = page.querySelector("a[data-only='streams-once']");
        HtmlPage after = link.click();
        assertThat(shown(after)).containsExactly("streams-once src/A.java");
    }

    @Test
    void canBeReadWithoutItsScript() throws IOException {
        browser.getOptions().setJavaScriptEnabled(false);
        HtmlPage page = page(write(sample()));
        assertThat(shown(page)).hasSize(3);
        HtmlForm form = page.getHtmlElementById("filters");
        assertThat(form.hasAttribute("hidden")).isTrue();
    }

    @Test
    void saysWhatWasLookedAtWhenClean() throws IOException {
        HtmlPage page = page(write(new Sample().rule("r", "naming", Severity.ERROR)));
        assertThat(page.querySelector("h1").getTextContent()).isEqualTo("Clean");
        HtmlElement findings = page.getHtmlElementById("findings");
        assertThat(findings.asNormalizedText()).contains("Nothing is wrong: 1 rule about 3 subjects in 0 files.");
        assertThat(page.querySelector("#rules .verdict").getTextContent()).isEqualTo("holds");
    }

    @Test
    void needsNothingFromElsewhereAndLetsNothingElseRun() throws IOException {
        String html = write(sample());
        assertThat(html).doesNotContain("http:", "https:", "@import", "url(", " style=", " onclick");
        HtmlPage page = page(html);
        DomElement policy = page.querySelector("meta[http-equiv='Content-Security-Policy']");
        assertThat(policy.getAttribute("content"))
                .isEqualTo("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                        .formatted(hash(html, "style"), hash(html, "script")));
        assertThat(page.getElementsByTagName("script")).hasSize(1);
        assertThat(page.getElementsByTagName("style")).hasSize(1);
        assertThat(html).contains("prefers-color-scheme: dark");
    }

    private static String hash(String html, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(html);
        assertThat(matcher.find()).isTrue();
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(matcher.group(1).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHostileNameIsOnlyText() throws IOException {
        String hostile =
                "</pre></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\n::error::\u202e.java";
        Sample sample = new Sample()
                .rule("r", "naming", Severity.ERROR)
                .source(hostile, "<script>alert(3)</script> & x")
                .finding(
                        "r\" onmouseover=\"alert(4)",
                        hostile,
                        Severity.ERROR,
                        hostile,
                        "& x",
                        "script|" + hostile.replace("|", ""))
                .notAssessed(hostile, hostile, hostile);
        sample.accepted(sample.made("r", "naming", Severity.ERROR, hostile, hostile, "x"), hostile);
        HtmlPage page = page(write(sample));
        assertThat(alerts.getCollectedAlerts()).isEmpty();
        assertThat(page.getElementsByTagName("script")).hasSize(1);
        assertThat(page.getElementsByTagName("img")).isEmpty();
        for (DomElement element : page.getHtmlElementDescendants()) {
            assertThat(element.getAttributesMap().keySet()).noneMatch(name -> name.startsWith("on"));
        }
        assertThat(page.querySelector("article .message").getTextContent())
                .startsWith(
                        "</pre></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\\u000a::error::\\u202e.java");
    }

    @Test
    void leavesOutWhatWouldMakeThePageTooLongAndSaysSo() {
        String html = write(new Sample().many(2003, Severity.INFO));
        assertThat(html.split("<article")).hasSize(2001);
        assertThat(html).contains("3 more findings not shown here; guard check --format json has them all");
    }

    @Test
    void whatIsDeferredIsNotClean() throws IOException {
        HtmlPage page = page(
                write(new Sample().rule("r", "naming", Severity.ERROR).deferred("r", "A.java", "needs the build")));
        assertThat(page.querySelector("h1").getTextContent()).isEqualTo("nothing found, 1 rule deferred");
        assertThat(page.querySelector("#rules .verdict").getTextContent()).isEqualTo("deferred");
        assertThat(page.querySelector("#deferred li").getTextContent())
                .isEqualTo("A.java needs the build (needed by r)");
    }
}

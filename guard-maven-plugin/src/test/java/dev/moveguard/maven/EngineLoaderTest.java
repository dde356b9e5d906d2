package dev.moveguard.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.maven.contract.CheckInput;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.maven.contract.RulesAt;
import dev.moveguard.maven.contract.Session;
import dev.moveguard.maven.contract.Writing;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoaderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void sharesTheContractAndNothingElse() throws Exception {
        try (EngineLoader loader = new EngineLoader(classPath())) {
            assertThat(loader.loadClass(Outcome.class.getName())).isSameAs(Outcome.class);
            assertThat(loader.loadClass(DefaultModelBuilderFactory.class.getName()))
                    .isNotSameAs(DefaultModelBuilderFactory.class);
            assertThat(loader.engine().getClass().getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void judges() throws Exception {
        Outcome outcome = check("rules:\n  - {id: gone, kind: no-clone, type: no.such.Type}\n", "error");
        assertThat(outcome.verdict()).isEqualTo(Verdict.NOT_ASSESSED);
        assertThat(outcome.summary()).startsWith("1 rule not assessed: 1 rule, 0 subjects, ");
        assertThat(outcome.report()).endsWith(outcome.summary() + "\n");
    }

    @Test
    void tellsWhereTheRulesAreWrong() throws Exception {
        Outcome outcome = check("rules:\n  - {id: gone, kind: no-clone, typ: no.such.Type}\n", "error");
        assertThat(outcome.verdict()).isEqualTo(Verdict.MISCONFIGURED);
        assertThat(outcome.notes()).first().asString().startsWith("build/rules.yaml:3:");
    }

    @Test
    void tellsThatThereIsNoRule() throws Exception {
        assertThat(check("rules: []\n", "error").notes())
                .containsExactly("build/rules.yaml: defines no rule, so nothing would be judged");
    }

    @Test
    void tellsAWordThatIsNone() throws Exception {
        assertThat(check("rules: []\n", "eror").notes())
                .containsExactly("guard.failOn: eror is none of error, warning, info, did you mean error?");
    }

    @Test
    void tellsAnEngineThatIsNotThere() {
        assertThatThrownBy(() -> EngineRun.ask(List.of(), engine -> new Outcome(Verdict.CLEAN, "", "", List.of())))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("the engine does not start")
                .hasMessageContaining("RulesEngine");
    }

    @Test
    void tellsABugOfItsOwn() {
        assertThatThrownBy(() -> EngineRun.ask(classPath(), engine -> {
                    throw new IllegalStateException("boom");
                }))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("internal error")
                .hasRootCauseMessage("boom");
    }

    private Outcome check(String rules, String failOn) throws IOException, MojoExecutionException {
        Path file = Files.writeString(folder.resolve("rules.yaml"), "version: 1\n" + rules);
        Session session = new Session(Map.of(), List.of(), List.of(), folder, null, null);
        CheckInput input = new CheckInput(
                new RulesAt(file, "build/rules.yaml"),
                List.of(),
                "auto",
                failOn,
                false,
                new Writing("guard.", "text", null, "1"));
        return EngineRun.ask(classPath(), engine -> input.ask(engine, session));
    }

    private static List<URL> classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls;
    }
}

package dev.moveguard.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What compilers before Java 11 made for nested classes. */
class LetOutTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anAccessorThatAssignsLetsNothingOut() throws IOException {
        assertThat(findings("""
                class Chain {}
                class Continuation {
                    private Chain chain;
                    static class Builder {
                        Continuation made = new Continuation();
                        void set(Chain chain) { made.chain = chain; }
                    }
                }
                """)).isEmpty();
    }

    @Test
    void anAccessorThatReadsDoes() throws IOException {
        assertThat(findings("""
                class Chain {}
                class Continuation {
                    private Chain chain;
                    static class Builder {
                        Continuation made = new Continuation();
                        Chain get() { return made.chain; }
                    }
                }
                """))
                .containsExactly(
                        "Continuation.access$000 lets the value of Continuation.chain out: it returns it while the field"
                                + " still holds it");
    }

    private List<String> findings(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Continuation.java"), source);
        int exit = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(null, null, null, "--release", "8", "-nowarn", "-Xlint:none", file.toString());
        assertThat(exit).isZero();
        Project project = new Project(folder, List.of());
        try (CodeReader reader = new CodeReader(new InputLedger(), project::shown, FactsCache.none())) {
            reader.addClasses(folder);
            CodeBase code = reader.read(Lens.BYTECODE);
            return SoleOwnerRule.of("Continuation", "chain").check(new Facts(code, project, false)).stream()
                    .map(Finding::message)
                    .toList();
        }
    }
}

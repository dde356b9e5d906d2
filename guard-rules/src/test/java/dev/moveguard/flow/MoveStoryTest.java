package dev.moveguard.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.engine.SiteLocator;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Finding;
import dev.moveguard.rule.Project;
import dev.moveguard.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a finding tells beside its message: the move, the declaration, and the repair. */
class MoveStoryTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anArgumentThatMoved() throws IOException {
        assertThat(story("""
                void m(Token t) {
                    sink(t);
                    t.peek();
                }
                """))
                .containsExactly(
                        "2:10 t is moved here, into parameter token of Api.sink",
                        "1:14 t is declared here, a Token",
                        "use t before it is handed over, or mark the parameter @Borrows if it is only looked at");
    }

    @Test
    void aReceiverThatWasUsedUp() throws IOException {
        assertThat(story("""
                void m() {
                    Token t = Token.make();
                    if (flip()) {
                        t.spend();
                    }
                    t.peek();
                }
                """))
                .containsExactly(
                        "4:9 t is used up here by Token.spend",
                        "2:11 t is declared here, a Token",
                        "get a fresh Token: this one is used up");
    }

    @Test
    void aCapture() throws IOException {
        assertThat(story("""
                void m(Token t) {
                    Runnable r = () -> t.peek();
                    t.peek();
                }
                """)).endsWith("use t before it is captured, or pass the body what it needs of it");
    }

    @Test
    void aLoop() throws IOException {
        assertThat(story("""
                void m(Token t) {
                    while (flip()) {
                        sink(t);
                    }
                }
                """))
                .containsExactly(
                        "1:14 t is declared here, a Token",
                        "give t a fresh value before the next round, or leave the loop");
    }

    @Test
    void anotherVariable() throws IOException {
        assertThat(story("""
                void m(Token t) {
                    Token other = t;
                    t.peek();
                }
                """))
                .containsExactly(
                        "2:19 t is moved here, into other",
                        "1:14 t is declared here, a Token",
                        "use other, which owns it now, or keep to t and do without other");
    }

    @Test
    void whatIsCapturedIsDeclaredElsewhere() throws IOException {
        assertThat(story("""
                void m(Token t) {
                    step(() -> t.spend());
                }
                """))
                .containsExactly(
                        "move it outside of the body, or name the interface under once: if it runs at most once");
    }

    @Test
    void aFieldThatKeepsItsValue() throws IOException {
        assertThat(story("""
                Token field;
                Token m() {
                    return field;
                }
                """))
                .containsExactly("read this.field into a variable and overwrite the field before anything else");
    }

    /** Returns what stands beside the only finding: related places by line in the members, and the repair. */
    private List<String> story(String members) throws IOException {
        Files.writeString(folder.resolve("Fixture.java"), Moving.source(members));
        Project project = new Project(folder, List.of());
        List<String> story = new ArrayList<>();
        try (CodeReader reader = new CodeReader(new InputLedger(), project::shown, FactsCache.none())) {
            reader.addSources(folder);
            Rule rule = Moving.tokens();
            CodeBase code = reader.read(Lens.SOURCE);
            List<Finding> findings = rule.check(new Facts(code, project, false));
            assertThat(findings).hasSize(1);
            SiteLocator locator = SiteLocator.of(project, reader.sourceIndex(), code);
            int before = Moving.source("").split("\n").length - 1;
            for (Finding.Related related : findings.get(0).related()) {
                var at = locator.locate(related.at());
                story.add("%s:%s %s".formatted(at.line() - before, at.column(), related.message()));
            }
            story.add(String.valueOf(findings.get(0).repair()));
        }
        return story;
    }
}

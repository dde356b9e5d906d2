package dev.moveguard.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstraintGraphTest {
    @TempDir
    Path folder = Path.of("");

    private ConstraintGraph graph(String text) throws IOException {
        return ConstraintGraph.read(Files.writeString(folder.resolve("graph.md"), text), "graph.md");
    }

    @Test
    void readsVerticesAndCores() throws IOException {
        ConstraintGraph graph = graph("""
                # Graph

                | id | question | evidence | intentional by |
                |---|---|---|---|
                | B2 | How *often*? | `vm:a.b.K#take`, `a.b.Vm` | spec |

                | core | couples |
                |---|---|
                | K1 ownership | B2, B3 |
                """);
        assertThat(graph.constraint("B2")).hasValueSatisfying(found -> {
            assertThat(found.says()).isEqualTo("How often?");
            assertThat(found.id().at()).hasToString("graph.md:5:3");
            assertThat(found.symbols()).extracting(Symbol::pattern).containsExactly("a.b.K#take", "a.b.Vm");
            assertThat(found.evidence().get(1).at()).hasToString("graph.md:5:41");
            assertThat(found.intent()).isEqualTo("spec");
        });
        assertThat(graph.core("K1")).hasValueSatisfying(core -> {
            assertThat(core.says()).isEqualTo("K1 ownership");
            assertThat(core.couples())
                    .extracting(id -> id.value() + " " + id.at())
                    .containsExactly("B2 graph.md:9:18", "B3 graph.md:9:22");
        });
        assertThat(graph.coresOf("B2")).hasSize(1);
        assertThat(graph.coresOf("B9")).isEmpty();
    }

    @Test
    void readsTheGraphOfThisRepository() {
        ConstraintGraph graph = ConstraintGraph.read(Path.of("../docs/constraint-graph.md"), "graph");
        assertThat(graph.constraints()).hasSize(12);
        assertThat(graph.cores()).extracting(core -> core.id().value()).containsExactly("K1", "K2");
    }
}

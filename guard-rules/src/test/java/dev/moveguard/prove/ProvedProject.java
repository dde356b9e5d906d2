package dev.moveguard.prove;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A small project in a folder: sources, which are compiled, and rules. */
record ProvedProject(Path folder) {
    ProvedProject file(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ProvedProject compiled() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> found = Files.walk(folder.resolve("src"))) {
            List<Path> sources =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of("-d", folder.resolve("classes").toString(), "-g", "-proc:none");
            boolean isCompiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!isCompiled) {
                throw new AssertionError("the project does not compile");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RuleBook book(String rules) {
        String tests = Files.exists(folder.resolve("src/test/java")) ? ", tests: [src/test/java]" : "";
        String docs = Files.exists(folder.resolve("decisions.md"))
                ? "docs: {decisions: decisions.md, constraints: graph.md}\nlaws: [{id: L, says: it holds, decision: D1}]\n"
                : "";
        String text = "version: 1\nscan: {classes: [classes], sources: [src/main/java]%s}\n%srules:\n%s"
                .formatted(tests, docs, rules);
        file("rules.yaml", text);
        return RuleBook.of(RulesFile.read(folder.resolve("rules.yaml"), "rules.yaml"));
    }

    List<RuleProof> prove(String rules) {
        RuleBook book = book(rules);
        return prove(book, book.entries());
    }

    List<RuleProof> prove(RuleBook book, List<RuleBook.Entry> entries) {
        return Proof.run(new Proof.Request(book, entries, List.of(), Lens.AUTO, FactsCache.none(), Optional.empty()));
    }
}

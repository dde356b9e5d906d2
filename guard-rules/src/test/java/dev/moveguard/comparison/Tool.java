package dev.moveguard.comparison;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.moveguard.code.CodeBase;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.Lens;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.rule.Facts;
import dev.moveguard.rule.Project;
import dev.moveguard.rule.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Something that looks at a fixture and says whether anything is wrong with it. */
interface Tool {
    /** What a tool says. */
    enum Says {
        BREACH,
        NOTHING,
        NOT_ASSESSED
    }

    /**
     * Judges.
     *
     * @param sources a folder with one source
     * @param classes a folder with its classes
     */
    Says judge(Path sources, Path classes);

    /** A rule evaluated by ArchUnit. */
    static Tool archUnit(ArchRule rule) {
        return (sources, classes) -> {
            ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false); // the JDK's names are enough
            boolean isBroken = rule.allowEmptyShould(true)
                    .evaluate(new ClassFileImporter().importPath(classes))
                    .hasViolation();
            return isBroken ? Says.BREACH : Says.NOTHING;
        };
    }

    /** A search line by line, as grep does, below the line that all cases share; a breach is a line that is found. */
    static Tool search(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return (sources, classes) -> text(sources)
                        .lines()
                        .skip(1)
                        .anyMatch(line -> pattern.matcher(line).find())
                ? Says.BREACH
                : Says.NOTHING;
    }

    /** A search for what has to be there; a breach is that no line is found. */
    static Tool demand(String regex) {
        Tool search = search(regex);
        return (sources, classes) -> search.judge(sources, classes) == Says.BREACH ? Says.NOTHING : Says.BREACH;
    }

    /** A rule of ours, through one lens. */
    static Tool moveguard(Rule rule, Lens lens) {
        return (sources, classes) -> {
            InputLedger ledger = new InputLedger();
            Project project = new Project(sources, List.of());
            try (CodeReader reader = new CodeReader(ledger, project::shown, FactsCache.none())) {
                reader.addSources(sources);
                if (lens == Lens.BYTECODE) {
                    reader.addClasses(classes);
                }
                CodeBase code = reader.read(lens);
                Facts facts = new Facts(code, project, false);
                boolean isBroken = !rule.check(facts).isEmpty();
                if (!facts.vacuities().isEmpty()) {
                    throw new AssertionError("the rule is about nothing: " + facts.vacuities());
                }
                boolean isAssessed = ledger.failed().isEmpty() && facts.gaps().isEmpty();
                return isBroken ? Says.BREACH : isAssessed ? Says.NOTHING : Says.NOT_ASSESSED;
            }
        };
    }

    private static String text(Path sources) {
        try {
            return Files.readString(sources.resolve("Fixture.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

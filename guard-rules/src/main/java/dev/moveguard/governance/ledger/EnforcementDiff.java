package dev.moveguard.governance.ledger;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.governance.Decision;
import dev.moveguard.revision.Change;
import dev.moveguard.revision.FileEntry;
import dev.moveguard.revision.GitException;
import dev.moveguard.revision.Repository;
import dev.moveguard.revision.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares what a project enforces with what it enforced at a revision, by identity: a rule by its id, or by what it says where it was
 * renamed; a type by its name, or the name it has now; a test by its class.
 */
public final class EnforcementDiff {
    /** Files that say what is enforced. */
    private static final String WANTED =
            "(.*/)?(pom\\.xml|[^/]*\\.pom|[^/]*\\.java|[^/]*\\.ya?ml|[^/]*\\.md|[^/]*\\.sh|Jenkinsfile|\\.adr-dir)"
                    + "|(.*/)?(\\.mvn|\\.ci|\\.github|\\.circleci|\\.azure-pipelines|\\.githooks|\\.husky|guard-baseline)/.*";

    private EnforcementDiff() {}

    /**
     * What was found.
     *
     * @param losses what is weaker, that which no decision covers first
     * @param rules how many rules were compared
     * @param notes what a reader should know of the comparison, a line each
     */
    public record Result(String base, List<Loss> losses, int rules, List<String> notes) {
        public Result {
            losses = List.copyOf(losses);
            notes = List.copyOf(notes);
        }

        /** Whether something is weaker and no decision record of the same change names it. */
        public boolean hasOpen() {
            return losses.stream().anyMatch(loss -> !loss.isDecided());
        }
    }

    /**
     * Compares the work tree with a revision: with the last commit that both come from, where there is one.
     *
     * @param rulesFile the rules as they are now
     * @param shown how messages name that file
     * @throws GitException when the revision cannot be found or read
     * @throws ConfigurationException when rules, now or then, are wrong in their form
     */
    public static Result between(String base, Path rulesFile, String shown) {
        Path file = rulesFile.toAbsolutePath().normalize();
        Path root = file.resolveSibling("");
        Repository repository = Repository.around(root);
        Revision named = repository.revision(base);
        Optional<Revision> left = repository.whereHeadLeft(named);
        Revision revision = left.orElse(named);
        List<String> notes = new ArrayList<>();
        if (left.isEmpty()) {
            notes.add("no commit is at hand that %1$s and HEAD both come from: compared with %1$s itself"
                    .formatted(base));
        }
        Path top = real(repository.root());
        Path inside = top.relativize(real(root));
        Path folder = checkout(repository, revision);
        try {
            Path oldRoot = folder.resolve(inside.toString());
            String name = String.valueOf(file.getFileName());
            if (!Files.isRegularFile(oldRoot.resolve(name))) {
                notes.add("there was no %s at %s: nothing is compared".formatted(shown, base));
                return new Result(base, List.of(), 0, notes);
            }
            Tree before = Tree.read(folder, oldRoot, name, "%s at %s".formatted(shown, base));
            Tree after = Tree.read(top, real(root), name, shown);
            return compared(base, before, after, repository.changedSince(revision), notes);
        } finally {
            delete(folder);
        }
    }

    private static Result compared(String base, Tree before, Tree after, List<Change> changes, List<String> notes) {
        Renames renames = Renames.of(before.types(), after.types(), changes);
        List<Decision> decided = decided(before, after);
        Stream<Loss> losses = Stream.of(
                        new RuleLosses(before, after, renames).losses(),
                        new TestLosses(before, after, renames).losses(),
                        new WiringLosses(before.wiring(), after.wiring()).losses())
                .flatMap(List::stream);
        return new Result(
                base,
                losses.map(loss -> covered(loss, decided))
                        .sorted(Comparator.comparing(Loss::isDecided).thenComparing(Loss::subject))
                        .distinct()
                        .toList(),
                before.rules().rules().size(),
                notes);
    }

    /** Finds the decisions that are new or say something else than before. */
    private static List<Decision> decided(Tree before, Tree after) {
        List<Decision> old = before.decisions();
        return after.decisions().stream()
                .filter(decision -> old.stream()
                        .noneMatch(
                                other -> other.id().value().equals(decision.id().value())
                                        && other.text().equals(decision.text())))
                .toList();
    }

    private static Loss covered(Loss loss, List<Decision> decided) {
        return decided.stream()
                .filter(decision -> loss.names().stream().anyMatch(name -> isNamed(name, decision.text())))
                .findFirst()
                .map(decision -> loss.decidedBy(decision.id().value()))
                .orElse(loss);
    }

    private static boolean isNamed(String name, String text) {
        return java.util.regex.Pattern.compile("(?<![\\w.-])" + java.util.regex.Pattern.quote(name) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    // --- the base ---------------------------------------------------------------------------------------------------

    private static Path checkout(Repository repository, Revision revision) {
        List<FileEntry> wanted = repository.files(revision).files().values().stream()
                .filter(file ->
                        file.kind() == FileEntry.Kind.FILE && file.path().matches(WANTED))
                .toList();
        try {
            Path folder = Files.createTempDirectory("guard-diff").toRealPath();
            for (Map.Entry<String, byte[]> file : repository.contents(wanted).entrySet()) {
                Path target = folder.resolve(file.getKey()).normalize();
                if (target.startsWith(folder)) {
                    Files.createDirectories(target.resolveSibling(""));
                    Files.write(target, file.getValue());
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

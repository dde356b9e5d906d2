package dev.moveguard.testpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** The suite files of TestNG, which name the classes that are run; patterns of names then do not count. */
final class SuiteFiles {
    private final MavenModule module;
    private final List<SuiteTest> tests = new ArrayList<>();
    private final Set<Path> read = new HashSet<>();
    private Optional<String> unread = Optional.empty();

    private SuiteFiles(MavenModule module) {
        this.module = module;
    }

    static Verdict verdict(TestRun run, List<Setting> files, TestClass test) {
        SuiteFiles suites = new SuiteFiles(run.module());
        files.forEach(file -> suites.module.path(file.value()).ifPresent(suites::read));
        String shown = files.stream().map(Setting::value).collect(Collectors.joining(", "));
        Where where = files.get(0).where();
        String name = test.launched().replace('/', '.');
        List<SuiteTest> naming =
                suites.tests.stream().filter(one -> one.names(name)).toList();
        if (naming.isEmpty()) {
            return Verdict.notRun(
                            "no suite file of %s names it%s"
                                    .formatted(run.plugin().shown(), where.setting(shown)),
                            where)
                    .repair("add the class to the suite file");
        }
        if (suites.unread.isPresent()) {
            return new Verdict.Undecided(shown, suites.unread.get());
        }
        return naming.stream().anyMatch(one -> one.picks(name, test))
                ? Verdict.runs()
                : picked(naming, shown, test).orElseGet(() -> leftOut(shown, where));
    }

    /** A group that is not written as a string may be one that is picked. */
    private static Optional<Verdict> picked(List<SuiteTest> naming, String shown, TestClass test) {
        boolean isOpen = naming.stream().anyMatch(SuiteTest::asksForGroups)
                && test.enabled().anyMatch(TestMember::hasUnreadTag);
        return isOpen
                ? Optional.of(
                        new Verdict.Undecided(shown, "picks groups, and meets one that is not written as a string"))
                : Optional.empty();
    }

    private static Verdict leftOut(String shown, Where where) {
        return Verdict.notRun("%s leaves out each of its tests%s".formatted(shown, where.inBrackets()), where)
                .repair("change the methods or groups that the suite file picks");
    }

    private void read(Path file) {
        if (!read.add(file)) {
            return;
        }
        String shown = module.locations().project().shown(file);
        try (InputStream in = Files.newInputStream(file)) {
            SuiteReader suite = SuiteReader.read(SafeXml.reader(in));
            tests.addAll(suite.tests());
            suite.unread().ifPresent(what -> unread = Optional.of(what));
            suite.files().forEach(path -> read(file.resolveSibling(path)));
        } catch (IOException | XMLStreamException e) {
            throw new UnreadableBuildException(shown, "cannot be read, and names the tests that are run");
        }
    }
}

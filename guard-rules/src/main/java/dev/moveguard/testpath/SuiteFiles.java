package dev.moveguard.testpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The suite files of TestNG, which name the classes that are run; patterns of names then do not count. */
final class SuiteFiles {
    private final MavenModule module;
    private final Set<String> classes = new HashSet<>();
    private final Set<String> packages = new HashSet<>();
    private final Set<Path> read = new HashSet<>();
    private boolean selectsGroups;

    private SuiteFiles(MavenModule module) {
        this.module = module;
    }

    static Verdict verdict(TestRun run, List<Setting> files, TestClass test) {
        SuiteFiles suites = new SuiteFiles(run.module());
        files.forEach(file -> suites.module.path(file.value()).ifPresent(suites::read));
        String shown = files.stream().map(Setting::value).collect(Collectors.joining(", "));
        Where where = files.get(0).where();
        if (!suites.names(test.launched().replace('/', '.'))) {
            return Verdict.notRun(
                            "no suite file of %s names it%s"
                                    .formatted(run.plugin().shown(), where.setting(shown)),
                            where)
                    .repair("add the class to the suite file");
        }
        return suites.selectsGroups
                ? new Verdict.Undecided(shown, "selects groups of TestNG, which are not followed")
                : Verdict.runs();
    }

    private boolean names(String name) {
        String inPackage = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        return classes.contains(name)
                || packages.stream()
                        .anyMatch(one -> one.endsWith(".*")
                                ? (inPackage + ".").startsWith(one.substring(0, one.length() - 1))
                                : one.equals(inPackage));
    }

    private void read(Path file) {
        if (!read.add(file)) {
            return;
        }
        String shown = module.locations().project().shown(file);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = SafeXml.reader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    element(xml, file);
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw new UnreadableBuildException(shown, "cannot be read, and names the tests that are run");
        }
    }

    private void element(XMLStreamReader xml, Path file) {
        Optional<String> name = Optional.ofNullable(xml.getAttributeValue(null, "name"));
        switch (xml.getLocalName()) {
            case "class" -> name.ifPresent(classes::add);
            case "package" -> name.ifPresent(packages::add);
            case "groups" -> selectsGroups = true;
            case "suite-file" ->
                Optional.ofNullable(xml.getAttributeValue(null, "path"))
                        .map(file::resolveSibling)
                        .ifPresent(this::read);
            default -> {
                // nothing else selects classes
            }
        }
    }
}

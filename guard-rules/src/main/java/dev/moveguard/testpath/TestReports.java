package dev.moveguard.testpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What Surefire and Failsafe wrote about a test class. */
record TestReports(MavenModule module) {
    /**
     * A report file that tells of a class.
     *
     * @param tests the tests it counts, of which {@code skipped} were not run
     */
    record Report(Path file, int tests, int skipped) {}

    /** Returns the folders that the executions of Surefire and Failsafe write their reports to. */
    List<Path> folders() {
        return Stream.of(TestPlugin.values())
                .flatMap(plugin -> module.runs(plugin.artifactId(), plugin.goal()).stream()
                        .filter(GoalRun::isBound)
                        .flatMap(run -> folder(plugin, run).stream()))
                .distinct()
                .toList();
    }

    private Optional<Path> folder(TestPlugin plugin, GoalRun run) {
        return run.parameter("reportsDirectory")
                .map(Setting::value)
                .or(() -> Optional.ofNullable(module.model().getBuild().getDirectory())
                        .map(target -> target + "/" + plugin.named("reports")))
                .flatMap(module::path);
    }

    /**
     * Finds the reports of a class: its own, those of its nested classes, and those with a suffix or of a suite that name it.
     *
     * @throws UnreadableBuildException when one of its own is damaged
     */
    List<Report> of(TestClass test) {
        List<Report> reports = new ArrayList<>();
        String name = test.launched().replace('/', '.');
        for (Path folder : folders()) {
            for (Path file : files(folder)) {
                boolean isOwn = isOwn(file.getFileName().toString(), name);
                Report report = read(file, name, isOwn);
                if (isOwn || report.tests() > 0) {
                    reports.add(report);
                }
            }
        }
        return reports;
    }

    /** Returns every report with the class its name tells; a nested class counts as the one around it. */
    Map<Path, String> names() {
        Map<Path, String> names = new TreeMap<>();
        for (Path folder : folders()) {
            for (Path file : files(folder)) {
                String name = file.getFileName().toString();
                names.put(
                        file,
                        name.substring("TEST-".length(), name.length() - ".xml".length())
                                .split("[$-]")[0]);
            }
        }
        return names;
    }

    private List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableBuildException(module.locations().project().shown(folder), "cannot be listed");
        }
    }

    private static boolean isOwn(String file, String name) {
        String rest = file.startsWith("TEST-" + name) ? file.substring(5 + name.length()) : "";
        return rest.equals(".xml") || rest.startsWith("$") || rest.startsWith("-");
    }

    /** Counts the tests of a class in a report: in its own all of them, for a rule in a field is named by the simple name. */
    private Report read(Path file, String name, boolean isOwn) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(SafeXml.reader(in), file, name, isOwn);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            if (isOwn) {
                throw new UnreadableBuildException(module.locations().project().shown(file), "is damaged");
            }
            return new Report(file, 0, 0); // of another class
        }
    }

    private static Report read(XMLStreamReader xml, Path file, String name, boolean isOwn) throws XMLStreamException {
        int tests = 0;
        int skipped = 0;
        boolean isMeant = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("testcase")) {
                isMeant = isOwn || isOf(xml.getAttributeValue(null, "classname"), name);
                tests += isMeant ? 1 : 0;
            } else if (xml.getLocalName().equals("skipped") && isMeant) {
                skipped++;
            }
        }
        return new Report(file, tests, skipped);
    }

    private static boolean isOf(@Nullable String classname, String name) {
        return classname != null && (classname.equals(name) || classname.startsWith(name + "$"));
    }
}

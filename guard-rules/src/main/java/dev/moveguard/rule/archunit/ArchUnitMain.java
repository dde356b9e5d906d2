package dev.moveguard.rule.archunit;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.moveguard.rule.archunit.Answer.Outcome;
import dev.moveguard.rule.archunit.Answer.Verdict;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

/** The other process: reads a question from its input, judges, and writes the answer to its output. */
final class ArchUnitMain {
    private ArchUnitMain() {}

    @SuppressWarnings("SystemOut") // the answer goes there; what rules print goes to the error stream
    public static void main(String[] arguments) throws IOException {
        PrintStream answerStream = System.out;
        System.setOut(System.err);
        Question question = Question.read(new DataInputStream(System.in));
        Answer answer = answer(question);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answerStream));
        answer.write(out);
        out.flush();
        Runtime.getRuntime().halt(0); // a thread that a rule has left behind keeps nobody waiting
    }

    private static Answer answer(Question question) {
        List<WrittenRule> rules = new ArrayList<>();
        List<Verdict> problems = WrittenRule.find(question, rules);
        if (rules.isEmpty()) {
            return new Answer(List.of(), problems);
        }
        try {
            return judged(question, rules);
        } catch (IOException | RuntimeException | LinkageError e) {
            return new Answer(List.of(), List.of(new Verdict("", Outcome.FAILED, List.of(WrittenRule.told(e)))));
        }
    }

    private static Answer judged(Question question, List<WrittenRule> rules) throws IOException {
        configure();
        Set<String> wanted = new HashSet<>(question.names());
        JavaClasses classes = new ClassFileImporter()
                .importLocations(locations(question.places()))
                .that(new DescribedPredicate<>("scanned") {
                    @Override
                    public boolean test(JavaClass type) {
                        return wanted.contains(type.getName());
                    }
                });
        List<String> missing =
                question.names().stream().filter(name -> !classes.contain(name)).toList();
        List<Verdict> verdicts = rules.stream().map(rule -> rule.judge(classes)).toList();
        return new Answer(missing, verdicts);
    }

    /** A check writes nothing, and a rule about nothing is told. */
    private static void configure() {
        ArchConfiguration.get().setProperty("archRule.failOnEmptyShould", "true");
        ArchConfiguration.get().setProperty("freeze.store.default.allowStoreCreation", "false");
        ArchConfiguration.get().setProperty("freeze.store.default.allowStoreUpdate", "false");
    }

    private static List<Location> locations(List<String> places) throws IOException {
        List<Location> locations = new ArrayList<>();
        for (String place : places) {
            Path path = Path.of(place);
            boolean isJar = Files.isRegularFile(path) && !place.endsWith(".class");
            locations.add(isJar ? Location.of(new JarFile(path.toFile())) : Location.of(path));
        }
        return locations;
    }
}

package dev.moveguard.benchmarks.guard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/** ArchUnit's import of the jars named; with a file of type names before them, one rule over it as well. */
public final class ArchUnitRun {
    private ArchUnitRun() {}

    public static void main(String[] args) throws Exception {
        List<String> guarded = args[0].equals("-") ? List.of() : Files.readAllLines(Path.of(args[0]));
        List<JarFile> jars = new ArrayList<>();
        for (String jar : Arrays.asList(args).subList(1, args.length)) {
            jars.add(new JarFile(jar));
        }
        JavaClasses classes = new ClassFileImporter().importJars(jars);
        System.out.println(classes.size() + " classes");
        if (!guarded.isEmpty()) {
            DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysFalse();
            for (String name : guarded) {
                any = any.or(assignableTo(name));
            }
            var result = noFields().should().haveRawType(any).evaluate(classes);
            System.out.println(result.getFailureReport().getDetails().size() + " findings");
        }
    }
}

package dev.moveguard.vm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of the module, on the compiled classes. */
class VmArchitectureTest {
    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.moveguard.vm");

    @Test
    void theVmDependsOnNothingButTheJdkAndJSpecify() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.moveguard.vm", "java..", "org.jspecify.annotations")
                .check(code);
    }

    @Test
    void nothingIsSharedBetweenThreads() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent.locks", "java.util.concurrent.atomic")
                .check(code);
        fields().should().notHaveModifier(JavaModifier.VOLATILE).check(code);
        methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(code);
    }

    @Test
    void thereIsNoStaticState() {
        assertThat(code.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)))
                .isNotEmpty()
                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }

    /** A public type is a promise; this list changes on purpose. */
    @Test
    void thePublicTypesAreThese() {
        List<String> published = code.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();

        assertThat(published)
                .containsExactly(
                        "Boundary",
                        "Callable",
                        "Clause",
                        "Control",
                        "Effect",
                        "ForeignContinuation",
                        "Handler",
                        "Handlers",
                        "IRStream",
                        "K",
                        "Next",
                        "Observer",
                        "OneShotViolation",
                        "Operation",
                        "Program",
                        "Result",
                        "SourceLocation",
                        "StreamFactory",
                        "StreamStep",
                        "Trace",
                        "TraceFrame",
                        "UnhandledEffectException",
                        "Vm",
                        "VmConfig",
                        "VmFatalException",
                        "VmInternalError",
                        "VmStatistics",
                        "VmUsageException");
    }
}

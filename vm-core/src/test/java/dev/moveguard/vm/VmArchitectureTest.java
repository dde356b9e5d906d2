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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
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

    /** Locks, as the test below has to find them. */
    private static final class Locking {
        private int calls;

        int call() {
            synchronized (this) {
                return ++calls;
            }
        }
    }

    /** A synchronized block is an instruction, of which ArchUnit tells nothing; the JDK's disassembler does. */
    @Test
    void noCodeLocks() {
        List<String> files = code.stream()
                .map(type -> Path.of(type.getSource().orElseThrow().getUri()).toString())
                .toList();

        assertThat(files).hasSizeGreaterThan(60);
        assertThat(new Locking().call()).isOne();
        assertThat(disassembled(List.of(fileOf(Locking.class)))).contains("monitorenter");
        assertThat(disassembled(files))
                .contains("class dev.moveguard.vm.Fiber ")
                .doesNotContain("monitorenter");
    }

    private static String fileOf(Class<?> type) {
        return Path.of(new ClassFileImporter()
                        .importClass(type)
                        .getSource()
                        .orElseThrow()
                        .getUri())
                .toString();
    }

    private static String disassembled(List<String> files) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        List<String> arguments = new ArrayList<>(List.of("-c", "-p"));
        arguments.addAll(files);
        int exit = ToolProvider.findFirst("javap").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        assertThat(exit).as(text.toString()).isZero();
        return text.toString();
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

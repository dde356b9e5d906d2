package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes this repository's guard tests off the test path of a copy, each time in one way, and demands the cause. */
class OwnershipGuardsRunTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final String TESTS = "vm-core/src/test/java/dev/moveguard/vm/";

    @TempDir
    Path copy = Path.of("");

    @BeforeEach
    void copyRepository() throws IOException {
        for (String part : new String[] {"pom.xml", "rules.yaml", "docs", ".mvn", "vm-core/pom.xml", "vm-core/src"}) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = copy.resolve(REPOSITORY.relativize(file).toString());
                    Files.createDirectories(to.resolveSibling(""));
                    Files.copy(file, to);
                }
            }
        }
    }

    private GuardRun check() {
        return GuardRun.in(copy, "check", "--rule", "ownership-guards-run");
    }

    private void replace(String file, String from, String to) throws IOException {
        String text = Files.readString(copy.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(copy.resolve(file), text.replace(from, to));
    }

    @Test
    void isCleanAsTheRepositoryStands() {
        GuardRun run = check();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).startsWith("clean: 1 rule, ");
    }

    @Test
    void failsWhenTheGuardTestIsDeleted() throws IOException {
        Files.delete(copy.resolve(TESTS + "OwnershipGuardTest.java"));
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("dev.moveguard.vm.OwnershipGuardTest matches no class in the test sources");
    }

    @Test
    void failsWhenTheGuardTestHasANameThatSurefireMisses() throws IOException {
        replace(TESTS + "OwnershipGuardTest.java", "class OwnershipGuardTest", "class OwnershipGuards");
        Files.move(copy.resolve(TESTS + "OwnershipGuardTest.java"), copy.resolve(TESTS + "OwnershipGuards.java"));
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("OwnershipGuards is not run: no include of Surefire matches its name")
                .contains(TESTS + "OwnershipGuards.java:");
    }

    @Test
    void failsWhenTheParentDropsTheModule() throws IOException {
        replace("pom.xml", "    <module>vm-core</module>\n", "");
        GuardRun run = check();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("OwnershipGuardTest is not run: module vm-core is not listed by pom.xml")
                .contains("--> pom.xml:");
    }
}

package dev.moveguard.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher for Unix as it comes out of the archive, in folders with a space and a letter that is not ASCII. */
class LauncherTest {
    private static final String PREPARING = "guard: preparing later runs to start faster (once) ...\n";

    @TempDir
    static Path folder = Path.of("");

    private static Path home = Path.of("");

    @BeforeAll
    static void unpacks() throws IOException, InterruptedException {
        home = Archive.untarred(Files.createDirectory(folder.resolve("läuft hier")));
        write(
                "rules.yaml",
                "version: 1\nscan: {sources: [src]}\nrules: [{id: no-copies, kind: no-clone, type: a.B}]\n");
        write("src/Ü b.java", "package a;\nclass B implements Cloneable {}\n");
        write(
                "clean.yaml",
                "version: 1\nscan: {sources: [src]}\nrules: [{id: end, kind: naming, types: a.B, named: [B]}]\n");
    }

    private static void write(String file, String text) throws IOException {
        Path at = folder.resolve("ein projekt").resolve(file);
        Files.createDirectories(at.resolveSibling(""));
        Files.writeString(at, text);
    }

    private record Run(int code, String out, String err) {}

    private static Run guard(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return guard(home, environment, arguments);
    }

    private static Run guard(Path installed, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(installed.resolve("bin/guard").toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve("ein projekt").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("CI", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(code, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static Map<String, String> inCi() {
        return Map.of("CI", "true");
    }

    @Test
    void judgesAProjectAndTellsByItsExitCode() throws IOException, InterruptedException {
        Run findings = guard(inCi(), "check", "--no-cache");
        assertThat(findings.code()).isEqualTo(1);
        assertThat(findings.out()).contains("error[no-copies]: ", "--> src/Ü b.java:2:7", "\n1 error: 1 rule, ");
        assertThat(findings.err()).isEmpty();
        assertThat(guard(inCi(), "check", "--no-cache", "--config", "clean.yaml")
                        .code())
                .isZero();
        assertThat(guard(inCi(), "check", "--no-such-option").code()).isEqualTo(2);
        assertThat(guard(inCi(), "check", "--no-cache", "--config", "clean.yaml", "--lens", "bytecode")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void opensFilesWhoseNamesAreNotAsciiInTheLocaleC() throws IOException, InterruptedException {
        Run run = guard(Map.of("CI", "true", "LC_ALL", "C"), "check", "--no-cache");
        assertThat(run.out()).contains("--> src/Ü b.java:2:7");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void preparesLaterRunsOnce() throws IOException, InterruptedException {
        Map<String, String> cache =
                Map.of("XDG_CACHE_HOME", folder.resolve("ein cäche").toString());
        Run first = guard(cache, "list");
        assertThat(first.code()).isZero();
        assertThat(first.err()).isEqualTo(PREPARING);
        assertThat(guard(cache, "list")).isEqualTo(new Run(0, first.out(), ""));
        try (Stream<Path> files = Files.walk(folder.resolve("ein cäche/moveguard"))) {
            List<Path> archives = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(for|jar)"))
                    .toList();
            assertThat(archives).hasSize(1);
            assertFits(archives.get(0));
        }
    }

    /** Java ends at once where it is made to use an archive that does not fit. */
    private static void assertFits(Path archive) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(command(home, archive, "-Xlog:disable"))
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        assertThat(Files.size(archive)).isGreaterThan(1 << 20);
    }

    private static List<String> command(Path installed, Path archive, String log) {
        boolean isAot = archive.toString().endsWith(".aot");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                log,
                (isAot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive,
                isAot ? "-XX:AOTMode=on" : "-Xshare:on",
                "-cp",
                Stream.of(
                                archive.resolveSibling("program.jar"),
                                archive.resolveSibling("libraries.jar"),
                                installed.resolve("guard.jar"))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                "dev.moveguard.cli.Guard",
                "--version");
    }

    @Test
    void takesClassesOfTheProgramAndOfLibrariesFromTheArchive() throws IOException, InterruptedException {
        assumeTrue(
                folder.toString().matches("[!-~]+"),
                "Java 17 finds no archived class where the path of a jar has a space or a letter that is not ASCII");
        Path plain = Archive.untarred(Files.createDirectory(folder.resolve("plain")));
        Path cache = folder.resolve("plain-cache");
        assertThat(guard(plain, Map.of("XDG_CACHE_HOME", cache.toString()), "list")
                        .code())
                .isZero();
        try (Stream<Path> files = Files.walk(cache)) {
            Path archive = files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .findFirst()
                    .orElseThrow();
            Process java = new ProcessBuilder(command(plain, archive, "-Xlog:class+load")).start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said)
                    .contains("dev.moveguard.cli.Guard source: shared objects file")
                    .contains("picocli.CommandLine source: shared objects file")
                    .doesNotContain("jdk.proxy")
                    .doesNotContainPattern("dev\\.moveguard\\S* source: dev\\.moveguard"); // a lambda of this run
        }
    }

    @Test
    void keepsNothingWhereItIsThrownAwayOrHasNoPlace() throws IOException, InterruptedException {
        Path untouched = folder.resolve("untouched");
        assertThat(guard(Map.of("CI", "true", "XDG_CACHE_HOME", untouched.toString()), "list")
                        .err())
                .isEmpty();
        assertThat(untouched).doesNotExist();
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        assertThat(guard(Map.of("XDG_CACHE_HOME", file.toString()), "list"))
                .extracting(Run::code, Run::err)
                .containsExactly(0, "");
    }

    @Test
    void saysWhenThereIsNoJavaOrItDoesNotStart() throws IOException, InterruptedException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "cksum", "tr")) {
            Path found = Stream.of("/bin", "/usr/bin")
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), found);
        }
        Run none = guard(Map.of("CI", "true", "JAVA_HOME", "", "PATH", tools.toString()), "list");
        assertThat(none.code()).isEqualTo(4);
        assertThat(none.err()).isEqualTo("guard: needs Java 17 or newer, and finds no java on the PATH\n");
        Run broken = guard(Map.of("CI", "true", "JAVA_TOOL_OPTIONS", "-XX:+NoSuchOption"), "list");
        assertThat(broken.code()).isEqualTo(4);
        assertThat(broken.err()).contains("guard: Java did not start; is it 17 or newer? (");
    }

    @Test
    void followsALink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("guard link"), home.resolve("bin/guard"));
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "--version").redirectErrorStream(true);
        builder.environment().put("CI", "true");
        Process run = builder.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).startsWith("guard ");
        assertThat(run.waitFor()).isZero();
    }
}

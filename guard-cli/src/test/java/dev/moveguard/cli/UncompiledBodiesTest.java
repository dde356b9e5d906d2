package dev.moveguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources whose libraries are not there: a body that cannot be compiled may use a value twice, and is not passed over. */
class UncompiledBodiesTest {
    private static final String RULES = """
            version: 1
            rules:
              - id: once
                kind: move-only
                types: [%s]
                consumes: [%s]
            """;

    @TempDir
    private Path folder = Path.of("");

    private String check(String type, String consumes, String imports, String body) {
        GuardRun.write(folder.resolve("rules.yaml"), RULES.formatted(type, consumes));
        GuardRun.write(
                folder.resolve("src/a/Use.java"),
                "package a;\n" + imports + "\nclass Use {\n    void run() {\n" + body + "\n    }\n}\n");
        GuardRun.write(
                folder.resolve("src/a/Ticket.java"), "package a;\nclass Ticket { int redeem() { return 1; } }\n");
        return GuardRun.in(folder, "check", "--lens", "source", "--format", "agent", "src")
                .out();
    }

    @Test
    void ownTypeIsNamedInTheBodyAlone() {
        assertThat(check(
                        "a.Ticket",
                        "redeem",
                        "import org.missing.Client;",
                        "new Client().send(); Ticket t = new Ticket(); t.redeem(); t.redeem();"))
                .contains(
                        "not assessed: src/a/Use.java Use.run cannot be analysed: The method send() is undefined for the type Client (needed by once)");
    }

    @Test
    void libraryTypeIsNamedInTheBodyAlone() {
        assertThat(check(
                        "org.missing.Buffer",
                        "release",
                        "import org.missing.Buffer;\nimport org.other.Pool;",
                        "Buffer b = Pool.get(); b.release(); b.release();"))
                .contains("not assessed: src/a/Use.java Use.run cannot be analysed: The method get() is undefined");
    }

    @Test
    void libraryTypeIsGivenByANeighbourThatAloneIsNamed() {
        assertThat(check(
                        "org.missing.Buffer",
                        "release",
                        "import org.missing.Pool;",
                        "var b = Pool.get(); b.release(); b.release();"))
                .contains("not assessed: src/a/Use.java Use.run cannot be analysed: The method get() is undefined");
    }

    @Test
    void libraryTypeIsGivenByAnOwnerThatTheRuleNames() {
        assertThat(check(
                        "org.missing.Buffer",
                        "\"org.other.Pools#shut\"",
                        "import org.other.Pools;",
                        "Pools.shut(Pools.get()); Pools.shut(Pools.get());"))
                .contains("not assessed: src/a/Use.java Use.run cannot be analysed: The method get() is undefined");
    }

    @Test
    void otherLibrariesAreNoneOfTheRulesBusiness() {
        assertThat(check("org.missing.Buffer", "release", "import org.other.Client;", "new Client().send();"))
                .doesNotContain("not assessed: src");
    }

    /** The jar of a library that the POM names, in the local repository that this test itself runs from. */
    @Test
    void librariesOfTheBuildAroundAreThere() throws URISyntaxException {
        Path jar = Path.of(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String version = jar.resolveSibling("").getFileName().toString();
        GuardRun.write(
                folder.resolve(".mvn/maven.config"),
                "-Dmaven.repo.local=" + jar.resolve("../../../../..").normalize() + "\n");
        GuardRun.write(folder.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>a</groupId><artifactId>a</artifactId><version>1</version>
                  <dependencies>
                    <dependency><groupId>org.assertj</groupId><artifactId>assertj-core</artifactId><version>%s</version></dependency>
                  </dependencies>
                </project>
                """.formatted(version));
        assertThat(check(
                        "a.Ticket",
                        "redeem",
                        "import static org.assertj.core.api.Assertions.assertThat;",
                        "Ticket t = new Ticket(); assertThat(t.redeem()).isEqualTo(t.redeem());"))
                .contains("Use.java:5:", "t is used after it was moved on every path")
                .doesNotContain("not assessed");
    }

    @Test
    void bodiesThatCompileAreJudged() {
        assertThat(check(
                        "a.Ticket",
                        "redeem",
                        "import org.missing.Client;",
                        "Client c = null; Ticket t = new Ticket(); t.redeem(); t.redeem();"))
                .contains("Use.java:5:", "t is used after it was moved on every path")
                .doesNotContain("not assessed");
    }
}

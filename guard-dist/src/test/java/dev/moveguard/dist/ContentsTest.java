package dev.moveguard.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    @TempDir
    static Path folder = Path.of("");

    private static Path unpacked = Path.of("");

    @BeforeAll
    static void unpacks() throws IOException, InterruptedException {
        unpacked = Archive.untarred(Files.createDirectory(folder.resolve("tar")));
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(unpacked.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    @Test
    void bothArchivesHoldTheSame() throws IOException {
        Path zip = Archive.unzipped(Files.createDirectory(folder.resolve("zip")));
        assertThat(zip.getFileName()).isEqualTo(unpacked.getFileName());
        assertThat(Archive.listing(zip)).isEqualTo(Archive.listing(unpacked));
        for (String file : List.of("guard.jar", "bin/guard", "bin/guard.bat", "sbom.cdx.json")) {
            assertThat(zip.resolve(file)).hasSameBinaryContentAs(unpacked.resolve(file));
        }
    }

    @Test
    void onlyTheLaunchersCanBeExecuted() throws IOException {
        List<String> files = Archive.listing(unpacked).stream()
                .filter(line -> !line.endsWith(".jar"))
                .toList();
        assertThat(files)
                .containsExactly(
                        "rw-r--r-- LICENSE",
                        "rw-r--r-- THIRD-PARTY.md",
                        "rw-r--r-- lib/launch.sh",
                        "rw-r--r-- licenses/asm.txt",
                        "rw-r--r-- sbom.cdx.json",
                        "rwxr-xr-x bin/guard",
                        "rwxr-xr-x bin/guard.bat");
        assertThat(Archive.listing(unpacked))
                .filteredOn(line -> line.endsWith(".jar"))
                .allMatch(line -> line.startsWith("rw-r--r-- "));
    }

    @Test
    void launchersHaveTheLineEndsOfTheirSystem() throws IOException {
        String batch = Files.readString(unpacked.resolve("bin/guard.bat"));
        assertThat(batch.replace("\r\n", "")).isNotEmpty().doesNotContain("\r", "\n");
        for (String script : List.of("bin/guard", "lib/launch.sh")) {
            assertThat(Files.readString(unpacked.resolve(script)))
                    .doesNotContain("\r")
                    .contains("\n");
        }
    }

    @Test
    void theProgramFindsEveryLibraryAndNoneIsLeftOver() throws IOException {
        try (JarFile jar = new JarFile(unpacked.resolve("guard.jar").toFile())) {
            String path = jar.getManifest().getMainAttributes().getValue("Class-Path");
            assertThat(Arrays.stream(path.split(" ", -1)).map(unpacked::resolve).toList())
                    .containsExactlyInAnyOrderElementsOf(jars());
        }
    }

    @Test
    void everyLibraryIsInTheBillOfMaterialsByItsBytes() throws IOException, NoSuchAlgorithmException {
        Map<String, String> shipped = new TreeMap<>();
        for (Path jar : jars()) {
            shipped.put(jar.getFileName().toString(), sha256(jar));
        }
        shipped.put(name(component("guard-cli")), sha256(unpacked.resolve("guard.jar")));
        Map<String, String> named = new TreeMap<>();
        components().forEach(component -> named.put(name(component), hash(component)));
        named.remove("jspecify-1.0.1.jar"); // annotations that Guava was compiled with, and that no run needs
        assertThat(named)
                .as("checksums; with -o Maven makes no bill of materials, and the last one is packed")
                .isEqualTo(shipped);
    }

    /** The notice names each library once, with the licence that its authors publish it under. */
    @Test
    void everyLibraryIsInTheNoticeWithItsLicence() throws IOException {
        Map<String, String> noted = new TreeMap<>();
        Files.readString(unpacked.resolve("THIRD-PARTY.md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| library"))
                .map(line -> line.split("\\|", -1))
                .forEach(cells -> Arrays.stream(cells[1].strip().split(", ", -1))
                        .forEach(library -> assertThat(noted.put(library, cells[2].strip()))
                                .as(library)
                                .isNull()));
        for (Path jar : jars()) {
            String name = jar.getFileName().toString().replaceFirst("-\\d.*", "");
            if (!name.equals("guard-rules")) {
                String licence = component(name).at("/licenses/0/license/id").asText();
                assertThat(String.valueOf(noted.remove(name))).as(name).matches(licence + "([,;].*)?");
            }
        }
        assertThat(noted).isEmpty();
    }

    private static JsonNode component(String name) throws IOException {
        return components().stream()
                .filter(component -> component.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no component " + name));
    }

    private static List<JsonNode> components() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        new ObjectMapper()
                .readTree(unpacked.resolve("sbom.cdx.json").toFile())
                .get("components")
                .forEach(all::add);
        return all;
    }

    private static String name(JsonNode component) {
        return component.get("name").asText() + "-" + component.get("version").asText() + ".jar";
    }

    private static String hash(JsonNode component) {
        List<String> hashes = new ArrayList<>();
        component.get("hashes").forEach(hash -> {
            if (hash.get("alg").asText().equals("SHA-256")) {
                hashes.add(hash.get("content").asText());
            }
        });
        return hashes.stream().collect(Collectors.joining());
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}

package dev.moveguard.code.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.InputLedger.Entry;
import dev.moveguard.code.Lens;
import dev.moveguard.code.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class CodeReaderTest {
    @TempDir
    Path folder = Path.of("");

    private final InputLedger ledger = new InputLedger();

    private List<String> read(Lens lens, Path... paths) {
        try (CodeReader reader =
                new CodeReader(ledger, path -> folder.relativize(path).toString(), FactsCache.none())) {
            List.of(paths).forEach(reader::add);
            CodeBase code = reader.read(lens);
            return code.types().stream().map(CodeType::name).toList();
        }
    }

    private static byte[] type(String internalName) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, internalName, null, "java/lang/Object", null);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] module() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_MODULE, "module-info", null, null, null);
        writer.visitModule("m", 0, null).visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private Path jar(String name, Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    @Test
    void readsAJarWithModulesVersionsAndNestedArchives() throws IOException {
        Path jar = jar(
                "lib.jar",
                Map.of(
                        "a/A.class", type("a/A"),
                        "META-INF/versions/21/a/B.class", type("a/B"),
                        "module-info.class", module(),
                        "lib/inner.jar", new byte[] {1},
                        "a/text.txt", new byte[] {2}));
        assertThat(read(Lens.AUTO, jar)).containsExactly("a.A", "a.B");
        assertThat(ledger.failed()).isEmpty();
        assertThat(ledger.files()).isEqualTo(1);
        assertThat(ledger.skipped())
                .containsExactly(new Entry("lib.jar!/lib/inner.jar", "is an archive inside an archive"));
    }

    @Test
    void namesTheEntryThatIsDamagedAndReadsTheOthers() throws IOException {
        Path jar = jar("lib.jar", Map.of("a/A.class", type("a/A"), "a/Bad.class", new byte[] {1, 2}));
        assertThat(read(Lens.AUTO, jar)).containsExactly("a.A");
        assertThat(ledger.failed()).containsExactly(new Entry("lib.jar!/a/Bad.class", "is not a class file"));
    }

    @Test
    void saysThatAJarHoldsNoClass() throws IOException {
        assertThat(read(Lens.AUTO, jar("docs.jar", Map.of("a.txt", new byte[0]))))
                .isEmpty();
        assertThat(ledger.failed()).containsExactly(new Entry("docs.jar", "holds no class"));
    }

    @Test
    void doesNotFollowALinkThatLeadsBack() throws IOException {
        Files.createDirectories(folder.resolve("classes/a"));
        Files.write(folder.resolve("classes/a/A.class"), type("a/A"));
        Files.createSymbolicLink(folder.resolve("classes/a/back"), folder.resolve("classes"));
        assertThat(read(Lens.AUTO, folder.resolve("classes"))).containsExactly("a.A");
        assertThat(ledger.skipped()).containsExactly(new Entry("classes/a/back", "is a link that leads back"));
    }

    @Test
    void followsLinksToFolders() throws IOException {
        Files.createDirectories(folder.resolve("real/a"));
        Files.write(folder.resolve("real/a/A.class"), type("a/A"));
        Files.createDirectories(folder.resolve("classes"));
        Files.createSymbolicLink(folder.resolve("classes/a"), folder.resolve("real/a"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(read(Lens.AUTO, folder.resolve("classes"))).containsExactly("a.A");
        assertThat(read(Lens.AUTO, folder.resolve("link"))).containsExactly("a.A");
    }

    @Test
    void failsOnANamedFolderThatHoldsNothing() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(read(Lens.AUTO, folder.resolve("empty"))).isEmpty();
        assertThat(ledger.failed()).containsExactly(new Entry("empty", "holds nothing to judge"));
    }

    @Test
    void saysWhichBodiesOfADamagedClassCannotBeAnalysed() throws IOException {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/A", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "f", "()V", null, null);
        method.visitCode();
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        byte[] bytes = writer.toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 0xFF) == Opcodes.RETURN) {
                bytes[i] = (byte) 0xFE; // no such instruction
            }
        }
        Files.createDirectories(folder.resolve("a"));
        Files.write(folder.resolve("a/A.class"), bytes);
        try (CodeReader reader = new CodeReader(ledger, Path::toString, FactsCache.none())) {
            reader.add(folder.resolve("a"));
            CodeBase code = reader.read(Lens.AUTO);
            CodeType type = code.types().get(0);
            assertThat(code.body(type, type.methods("f").findFirst().orElseThrow())
                            .obstacle())
                    .isEqualTo("its class file is truncated or damaged");
        }
    }

    @Test
    void readsSourcesOnlyWhereThereIsNoClass() throws IOException {
        Files.createDirectories(folder.resolve("p/a"));
        Files.write(folder.resolve("p/a/A.class"), type("a/A"));
        Path source = folder.resolve("p/a/A.java");
        Files.writeString(source, "package a; class A { class OnlyInSource {} }");
        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH)); // a newer one would be read instead
        Files.writeString(folder.resolve("p/a/C.java"), "package a; class C extends A {}");
        assertThat(read(Lens.AUTO, folder.resolve("p"))).containsExactly("a.A", "a.C");
    }

    @Test
    void readsSourcesAloneAndClassesAloneWhenToldTo() throws IOException {
        Files.createDirectories(folder.resolve("p/a"));
        Files.write(folder.resolve("p/a/A.class"), type("a/A"));
        Files.writeString(folder.resolve("p/a/C.java"), "package a; class C extends A {}");
        assertThat(read(Lens.SOURCE, folder.resolve("p"))).containsExactly("a.C");
        assertThat(ledger.failed()).isEmpty();
        assertThat(read(Lens.BYTECODE, folder.resolve("p"))).containsExactly("a.A");
    }

    @Test
    void judgesBothOfTwoTypesWithOneName() throws IOException {
        Path one = jar("one.jar", Map.of("a/A.class", type("a/A")));
        Path two = jar("two.jar", Map.of("a/A.class", type("a/A")));
        assertThat(read(Lens.AUTO, one, two)).containsExactly("a.A", "a.A");
    }

    @Test
    void readsASourceOfTheNewestLevelAndOneThatIsDeeplyNested() throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/New.java"), """
                sealed interface New permits New.One, New.Two {
                    record One(int x) implements New {}
                    record Two(String s) implements New {}
                    static int of(New n) {
                        return switch (n) {
                            case One(int x) when x > 3 -> x;
                            case One o -> 0;
                            case Two(var s) -> s.length();
                        };
                    }
                }
                """);
        String sum = "1" + " + (1".repeat(3000) + ")".repeat(3000);
        Files.writeString(folder.resolve("src/Deep.java"), "class Deep { long x() { return " + sum + "; } }");
        assertThat(read(Lens.AUTO, folder.resolve("src"))).containsExactly("Deep", "New", "New$One", "New$Two");
        assertThat(ledger.failed()).isEmpty();
    }

    // --- class files and their sources ----------------------------------------------------------------------------

    private Path source(String file, String text) throws IOException {
        Path source = folder.resolve(file);
        Files.createDirectories(source.resolveSibling(""));
        Files.writeString(source, text);
        return source;
    }

    /** @param seconds how much younger it is than a source that is written now */
    private Path compiled(String file, String sourceFile, int seconds) throws IOException {
        ClassWriter writer = new ClassWriter(0);
        String name = file.substring(file.indexOf('/') + 1).replace(".class", "");
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        if (!sourceFile.isEmpty()) {
            writer.visitSource(sourceFile, null);
        }
        writer.visitEnd();
        Path compiled = folder.resolve(file);
        Files.createDirectories(compiled.resolveSibling(""));
        Files.write(compiled, writer.toByteArray());
        Files.setLastModifiedTime(compiled, FileTime.from(Instant.now().plusSeconds(seconds)));
        return compiled;
    }

    private List<String> readClassesAndSources(Lens lens) {
        try (CodeReader reader =
                new CodeReader(ledger, path -> folder.relativize(path).toString(), FactsCache.none())) {
            reader.addClasses(folder.resolve("classes"));
            reader.addSources(folder.resolve("src"));
            return reader.read(lens).types().stream()
                    .map(type -> type.name() + (type.origin().source() == null ? "" : " from source"))
                    .toList();
        }
    }

    @Test
    void judgesTheSourceOfAStaleClassWhoseFolderDoesNotMirrorThePackage() throws IOException {
        source(
                "src/H.java",
                "package a; class H {} class Second { Runnable r = new Runnable() { public void run() {} }; }");
        compiled("classes/a/H.class", "H.java", -60);
        compiled("classes/a/Second.class", "H.java", -60);
        compiled("classes/a/Second$1.class", "H.java", -60);
        compiled("classes/a/Fresh.class", "Fresh.java", -60);
        assertThat(readClassesAndSources(Lens.AUTO))
                .containsExactly("a.Fresh", "a.H from source", "a.Second from source", "a.Second$1 from source");
        assertThat(ledger.skipped())
                .containsExactly(new Entry("classes/a/H.class", "is older than src/H.java, which is judged instead"));
    }

    @Test
    void tellsSourcesOfOneNameApartByTheirPackages() throws IOException {
        source("src/one/H.java", "package a; class H {}");
        source("src/two/H.java", "package b; class H {}");
        compiled("classes/a/H.class", "H.java", 60);
        compiled("classes/b/H.class", "H.java", -60);
        assertThat(readClassesAndSources(Lens.AUTO)).containsExactly("a.H", "b.H from source");
        assertThat(ledger.skipped())
                .containsExactly(
                        new Entry("classes/b/H.class", "is older than src/two/H.java, which is judged instead"));
    }

    @Test
    void takesNoSourceForThatOfAPackageWithAShorterName() throws IOException {
        source("src/com/util/H.java", "package com.util; class H {}");
        compiled("classes/util/H.class", "H.java", 60);
        assertThat(readClassesAndSources(Lens.AUTO)).containsExactly("com.util.H from source", "util.H");
    }

    @Test
    void compilesSourcesOfOneNameTogetherWhenTheirPackagesDiffer() throws IOException {
        source("src/one/H.java", "package a; public class H extends b.H { int f() { return g(); } }");
        source("src/two/H.java", "package b; public class H { public int g() { return 1; } }");
        try (CodeReader reader = new CodeReader(ledger, Path::toString, FactsCache.none())) {
            reader.addSources(folder.resolve("src"));
            CodeBase code = reader.read(Lens.AUTO);
            CodeType type = code.type("a.H").orElseThrow();
            assertThat(code.body(type, type.methods("f").findFirst().orElseThrow())
                            .obstacle())
                    .isNull();
        }
    }

    @Test
    void findsAStaleClassThatDoesNotNameItsSource() throws IOException {
        source("src/Many.java", "package a; class H {} class Second {}");
        compiled("classes/a/H.class", "", -60);
        compiled("classes/a/Second.class", "", -60);
        assertThat(readClassesAndSources(Lens.AUTO)).containsExactly("a.H from source", "a.Second from source");
    }

    @Test
    void judgesTheCopyOfAClassThatIsAsYoungAsItsSource() throws IOException {
        source("src/a/A.java", "package a; class A {}");
        compiled("classes/a/A.class", "A.java", -60);
        compiled("newer/a/A.class", "A.java", 60);
        try (CodeReader reader =
                new CodeReader(ledger, path -> folder.relativize(path).toString(), FactsCache.none())) {
            reader.addClasses(folder.resolve("classes"));
            reader.addClasses(folder.resolve("newer"));
            reader.addSources(folder.resolve("src"));
            assertThat(reader.read(Lens.AUTO).types())
                    .extracting(type -> type.origin().container())
                    .containsExactly(folder.resolve("newer/a/A.class"));
        }
        assertThat(ledger.skipped())
                .containsExactly(new Entry(
                        "classes/a/A.class", "is older than src/a/A.java, which was compiled again elsewhere"));
    }

    @Test
    void judgesNoClassThatItsSourceDeclaresNoLonger() throws IOException {
        source("src/a/B.java", "package a; class B { class Kept { void m() { class Local { class In {} } } } }");
        compiled("classes/a/B.class", "B.java", 60);
        compiled("classes/a/B$Kept.class", "B.java", -60); // some compilers leave a file alone that would be the same
        compiled("classes/a/B$Kept$1Local$In.class", "B.java", -60);
        compiled("classes/a/B$N.class", "B.java", -60);
        compiled("classes/a/B$N$1.class", "B.java", -60);
        for (Lens lens : List.of(Lens.AUTO, Lens.BYTECODE)) {
            assertThat(readClassesAndSources(lens)).containsExactly("a.B", "a.B$Kept", "a.B$Kept$1Local$In");
        }
        assertThat(ledger.skipped())
                .contains(
                        new Entry("classes/a/B$N.class", "is older than src/a/B.java, which declares it no longer"),
                        new Entry("classes/a/B$N$1.class", "is older than src/a/B.java, which declares it no longer"));
    }

    @Test
    void keepsOldClassesOfASourceThatCannotBeParsed() throws IOException {
        source("src/a/B.java", "package a; class B { int x = ; }");
        compiled("classes/a/B.class", "B.java", 60);
        compiled("classes/a/B$N.class", "B.java", -60);
        assertThat(readClassesAndSources(Lens.AUTO)).containsExactly("a.B", "a.B$N");
    }

    @Test
    void saysWhichSourcesHaveNoClassFileWhenOnlyClassFilesAreJudged() throws IOException {
        source("src/a/A.java", "package a; class A {}");
        source("src/a/New.java", "package a; class New {}");
        source("src/a/Notes.java", "package a; // nothing is declared here");
        compiled("classes/a/A.class", "A.java", 60);
        assertThat(readClassesAndSources(Lens.BYTECODE)).containsExactly("a.A");
        assertThat(ledger.failed())
                .containsExactly(new Entry(
                        "src/a/New.java", "has no class file, and the lens bytecode judges class files alone"));
    }

    @Test
    void namesAFolderOnceOfWhichNothingWasCompiled() throws IOException {
        source("src/a/A.java", "package a; class A {}");
        source("src/a/New.java", "package a; class New {}");
        compiled("classes/b/B.class", "B.java", 60);
        assertThat(readClassesAndSources(Lens.BYTECODE)).containsExactly("b.B");
        assertThat(ledger.failed())
                .containsExactly(new Entry(
                        "src",
                        "holds 2 sources and no class file is of one, and the lens bytecode judges class files alone"));
    }

    // --- sources of Java 25 ---------------------------------------------------------------------------------------

    /** The types of the fields of a.H, as its source tells them. */
    private List<String> fieldsOfSource(String text) throws IOException {
        source("src/a/H.java", text);
        try (CodeReader reader = new CodeReader(ledger, Path::toString, FactsCache.none())) {
            reader.addSources(folder.resolve("src"));
            return reader.read(Lens.SOURCE).type("a.H").orElseThrow().fields().stream()
                    .map(field -> field.type().erased())
                    .toList();
        }
    }

    @Test
    void resolvesNamesThroughImportsOfModules() throws IOException {
        assertThat(
                        fieldsOfSource(
                                "package a; import module java.sql; import module java.base;"
                                        + "class H { List<String> l; AtomicInteger i; Connection c; java.util.logging.Logger j; Logger k; }"))
                .containsExactly(
                        "java.util.List",
                        "java.util.concurrent.atomic.AtomicInteger",
                        "java.sql.Connection",
                        "java.util.logging.Logger",
                        "java.util.logging.Logger");
        assertThat(ledger.failed()).isEmpty();
    }

    @Test
    void letsOtherNamesShadowThoseOfAModule() throws IOException {
        source("src/a/List.java", "package a; class List {}");
        assertThat(fieldsOfSource("package a; import module java.sql; import java.util.*; import module java.base;"
                        + "class H { List l; Date d; Map<String, Date> m; Set s; interface Set {} }"))
                .containsExactly("a.List", "java.util.Date", "java.util.Map", "a.H$Set");
        assertThat(ledger.failed()).isEmpty();
    }

    @Test
    void importsTheBaseModuleInASourceWithoutAClassAroundItsMembers() throws IOException {
        source("src/Script.java", "List<String> l;\nvoid main() { l = new ArrayList<>(); }\n");
        try (CodeReader reader = new CodeReader(ledger, Path::toString, FactsCache.none())) {
            reader.addSources(folder.resolve("src"));
            CodeType type = reader.read(Lens.SOURCE).type("Script").orElseThrow();
            assertThat(type.fields()).extracting(field -> field.type().erased()).containsExactly("java.util.List");
        }
        assertThat(ledger.failed()).isEmpty();
    }

    @Test
    void namesTheTypeThatOnlyAnUnknownModuleCouldHave() throws IOException {
        assertThat(fieldsOfSource("package a; import module no.such; class H { Missing m; }"))
                .isNotNull();
        assertThat(ledger.failed()).extracting(Entry::reason).containsExactly("Missing cannot be resolved to a type");
    }

    // --- versions of sources --------------------------------------------------------------------------------------

    /** Sources that lie nowhere, each at the top of a folder of its own. */
    private record Flat(Map<Path, String> texts) implements SourceVersion {
        @Override
        public List<Item> sources() {
            return texts.entrySet().stream()
                    .map(one -> new Item(one.getKey(), one.getKey().resolveSibling(""), one.getValue()))
                    .toList();
        }

        @Override
        public Map<Path, SourceText> texts(Collection<Path> files) {
            return files.stream()
                    .collect(Collectors.toMap(file -> file, file -> SourceText.of(texts.getOrDefault(file, ""))));
        }

        @Override
        public boolean hasSourceOf(String source) {
            return source.equals("H.java");
        }

        @Override
        public String keptAs() {
            return "flat";
        }
    }

    private CodeReader versions() {
        return new CodeReader(ledger, path -> folder.relativize(path).toString(), FactsCache.none());
    }

    @Test
    void judgesASourceOfAVersionOnceWhereFoldersDoNotMirrorPackages() throws IOException {
        compiled("classes/a/H.class", "H.java", 0);
        compiled("classes/a/H$Old.class", "H.java", 0);
        compiled("classes/a/Hx.class", "Hx.java", 0);
        try (CodeReader reader = versions()) {
            reader.addClasses(folder.resolve("classes"));
            CodeBase code = reader.read(new Flat(Map.of(folder.resolve("src/H.java"), "package a; class H {}")));
            assertThat(code.types()).extracting(CodeType::name).containsExactly("a.H", "a.Hx");
        }
    }

    @Test
    void compilesSourcesOfAVersionTogetherWhoseNamesAreTheSameAndPackagesDiffer() {
        Map<Path, String> texts = new TreeMap<>();
        texts.put(folder.resolve("one/H.java"), "package a; class H extends b.H { int f() { return g(); } }");
        texts.put(folder.resolve("two/H.java"), "package b; public class H { public int g() { return 1; } }");
        try (CodeReader reader = versions()) {
            CodeBase code = reader.read(new Flat(texts));
            CodeType type = code.type("a.H").orElseThrow();
            assertThat(code.body(type, type.methods("f").findFirst().orElseThrow())
                            .obstacle())
                    .isNull();
        }
    }
}

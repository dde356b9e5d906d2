package dev.moveguard.code.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.code.CodeType.Header;
import dev.moveguard.code.CodeType.Kind;
import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

class ClassFileTest {
    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static ClassFile.Scanned scan(byte[] bytes, MentionedNames names) {
        return ClassFile.scan(bytes, names).orElseThrow();
    }

    private static Header header(Class<?> type) throws IOException {
        return scan(bytes(type), new MentionedNames()).header();
    }

    private static List<Path> classFiles(String packageName) throws IOException {
        Path folder = FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("modules", "java.base", packageName.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    @Test
    void readsTheHeaderOfAMemberClass() throws IOException {
        Header header = header(Map.Entry.class);
        assertThat(header.name()).isEqualTo("java.util.Map$Entry");
        assertThat(header.outer()).isEqualTo("java.util.Map");
        assertThat(header.kind()).isEqualTo(Kind.INTERFACE);
        assertThat(Modifier.isStatic(header.modifiers())).isTrue();
        assertThat(header.isLocal()).isFalse();
        assertThat(header.superclass()).isNull();
        assertThat(header.sourceFile()).isEqualTo("Map.java");
    }

    @Test
    void tellsAnonymousAndLocalClasses() throws IOException {
        Object anonymous = new Object() {};
        Header header = header(anonymous.getClass());
        assertThat(header.isLocal()).isTrue();
        assertThat(header.outer()).isEqualTo(ClassFileTest.class.getName());
    }

    @Deprecated
    @Marked(
            values = {1, 2},
            type = ElementType.FIELD,
            inner = @Inner({"a", "b"}))
    @FunctionalInterface
    interface Annotated {
        void run();
    }

    @interface Inner {
        String[] value();
    }

    @interface Marked {
        int[] values();

        ElementType type();

        Inner inner();
    }

    @Test
    void readsAnnotationsBehindOnesWithNestedValues() throws IOException {
        assertThat(header(Annotated.class).annotations())
                .containsExactlyInAnyOrder(
                        "java.lang.Deprecated", "java.lang.FunctionalInterface", Marked.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util", "java.util.concurrent", "java.lang", "java.time.chrono", "java.lang.module"})
    void readsWhatAsmReads(String packageName) throws IOException {
        List<Path> all = classFiles(packageName);
        assertThat(all).hasSizeGreaterThan(5);
        for (Path file : all) {
            byte[] bytes = Files.readAllBytes(file);
            MentionedNames names = new MentionedNames();
            ClassFile.Scanned scanned = scan(bytes, names);
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, 0);
            assertThat(scanned.header().name()).isEqualTo(dotted(node.name));
            assertThat(scanned.header().interfaces())
                    .isEqualTo(
                            node.interfaces.stream().map(ClassFileTest::dotted).toList());
            assertThat(scanned.header().sourceFile()).isEqualTo(node.sourceFile);
            assertThat(named(scanned, names)).as(node.name).containsAll(mentionedBy(bytes));
        }
    }

    private static Set<String> named(ClassFile.Scanned scanned, MentionedNames names) {
        Set<String> found = new HashSet<>();
        Arrays.stream(scanned.mentioned()).mapToObj(names.names()::get).forEach(found::add);
        return found;
    }

    private static Set<String> mentionedBy(byte[] bytes) {
        Set<String> all = new HashSet<>();
        Remapper collecting = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                all.add(dotted(internalName));
                return internalName;
            }
        };
        new ClassReader(bytes).accept(new ClassRemapper(new ClassWriter(0), collecting), 0);
        all.removeIf(name -> name.startsWith("["));
        return all;
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }

    @Test
    void numbersANameOnceForAllClasses() throws IOException {
        MentionedNames names = new MentionedNames();
        ClassFile.Scanned first = scan(bytes(Map.class), names);
        ClassFile.Scanned second = scan(bytes(List.class), names);
        assertThat(names.names()).doesNotHaveDuplicates();
        assertThat(named(first, names)).contains("java.util.Map$Entry", "java.util.Map");
        assertThat(named(second, names)).contains("java.util.Collection").doesNotContain("java.util.Map$Entry");
        assertThat(first.mentioned()).doesNotHaveDuplicates();
    }

    @Test
    void readsNamesBeyondAscii() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "größe/Maß", null, "größe/Öl\uD835\uDCB3", null);
        writer.visitEnd();
        MentionedNames names = new MentionedNames();
        ClassFile.Scanned scanned = scan(writer.toByteArray(), names);
        assertThat(scanned.header().superclass()).isEqualTo("größe.Öl\uD835\uDCB3");
        assertThat(named(scanned, names)).containsExactlyInAnyOrder("größe.Maß", "größe.Öl\uD835\uDCB3");
    }

    @Test
    void isNotSlowedByATextThatLooksLikeADescriptor() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/A", null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_STATIC, "text", "Ljava/lang/String;", null, "L".repeat(60_000));
        writer.visitEnd();
        MentionedNames names = new MentionedNames();
        assertThat(named(scan(writer.toByteArray(), names), names))
                .containsExactlyInAnyOrder("a.A", "java.lang.Object", "java.lang.String");
    }

    @Test
    void refusesWhatIsCutOffAnywhere() throws IOException {
        byte[] whole = bytes(Map.Entry.class);
        for (int length = 0; length < whole.length - 1; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ClassFile.scan(part, new MentionedNames()))
                    .isInstanceOf(UnreadableException.class);
        }
    }

    @Test
    void refusesText() {
        byte[] text = "public class A {}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ClassFile.scan(text, new MentionedNames()))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("is not a class file");
    }
}

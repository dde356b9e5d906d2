package dev.moveguard.code.source;

import dev.moveguard.code.source.CompiledSource.StandIn;
import dev.moveguard.code.source.SourceOutline.Annotation;
import dev.moveguard.code.source.SourceOutline.DeclaredType;
import java.lang.annotation.ElementType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Empty types for names that sources use and nothing declares, so that fields keep their types.
 *
 * <p>A name is taken from an import, or from where it is written in full. Whether it is an interface, an annotation, or how many type
 * parameters it has, is guessed from how it is used.
 */
final class StandIns {
    private static final Pattern QUALIFIED =
            Pattern.compile("(?<![\\w.$])(?:[a-z_]\\w*\\.)+[A-Z]\\w*(?:\\.[A-Z]\\w*)*");
    private static final int MOST_PARAMETERS = 9;

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Set<String> packages = new HashSet<>();

    /** What is guessed of a type. */
    private static final class Shape {
        int flags = Opcodes.ACC_PUBLIC;
        int parameters;
        final Set<String> members = new TreeSet<>();
    }

    /** Notes the names a source imports or writes in full. */
    void learn(SourceOutline outline, String text) {
        Set<String> names = new HashSet<>(outline.imports());
        Matcher qualified = QUALIFIED.matcher(text);
        while (qualified.find()) {
            names.add(qualified.group());
        }
        names.stream().filter(name -> !name.startsWith("java.")).forEach(name -> learn(name, outline, text));
    }

    /** Notes a name, written with dots, if its letters tell packages from types. */
    void learn(String name, SourceOutline outline, String text) {
        String[] segments = name.split("\\.");
        int first = 0;
        while (first < segments.length && !Character.isUpperCase(segments[first].codePointAt(0))) {
            first++;
        }
        if (first == 0 || first == segments.length) {
            return;
        }
        packages.add(String.join(".", Stream.of(segments).limit(first).toList()));
        String binary = String.join(".", Stream.of(segments).limit(first + 1L).toList());
        for (int i = first; i < segments.length; i++) {
            Shape shape = shapes.computeIfAbsent(binary, key -> new Shape());
            if (i + 1 < segments.length) {
                shape.members.add(segments[i + 1]);
                binary = binary + "$" + segments[i + 1];
            } else {
                guess(shape, segments[i], name, outline, text);
                shape.members.addAll(members(segments[i], text));
                String owner = binary;
                shape.members.forEach(member -> guess(
                        shapes.computeIfAbsent(owner + "$" + member, key -> new Shape()),
                        member,
                        name + "." + member,
                        outline,
                        text));
            }
        }
    }

    private static void guess(Shape shape, String simpleName, String name, SourceOutline outline, String text) {
        for (DeclaredType type : outline.types()) {
            boolean isImplemented = type.supertypes().stream()
                    .anyMatch(parent -> parent.isInterface() && isName(parent.name(), simpleName, name));
            if (isImplemented) {
                shape.flags |= Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
            }
            if (annotations(type).anyMatch(annotation -> isName(annotation.name(), simpleName, name))) {
                shape.flags |= Opcodes.ACC_ANNOTATION | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
            }
        }
        if (isOnParameter(simpleName, text)) {
            shape.flags |= Opcodes.ACC_ANNOTATION | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
        }
        shape.parameters = Math.max(shape.parameters, parameters(simpleName, text));
    }

    /** Whether it is used as an annotation within code, where declarations do not tell: before a type, behind a parenthesis or comma. */
    private static boolean isOnParameter(String simpleName, String text) {
        return Pattern.compile("[(,]\\s*(?:final\\s+)?(?:@[\\w.]+(?:\\([^()]*\\))?\\s+)*@(?:[\\w]+\\.)*"
                        + Pattern.quote(simpleName)
                        + "\\b")
                .matcher(text)
                .find();
    }

    /** Returns the names of types used as members of a type: {@code Counter.Child}. */
    private static Set<String> members(String simpleName, String text) {
        Set<String> members = new TreeSet<>();
        Matcher use = Pattern.compile("(?<![\\w.])" + Pattern.quote(simpleName) + "\\.([A-Z]\\w*[a-z]\\w*)")
                .matcher(text);
        while (use.find()) {
            members.add(use.group(1));
        }
        return members;
    }

    private static boolean isName(String written, String simpleName, String name) {
        return written.equals(simpleName) || written.equals(name) || name.endsWith("." + written);
    }

    private static Stream<Annotation> annotations(DeclaredType type) {
        return Stream.of(
                        type.annotations().stream(),
                        type.fields().stream().flatMap(field -> field.annotations().stream()),
                        type.methods().stream().flatMap(method -> method.annotations().stream()))
                .flatMap(stream -> stream);
    }

    /** Counts the type arguments behind the first use that has some. */
    private static int parameters(String simpleName, String text) {
        Matcher use = Pattern.compile("\\b" + Pattern.quote(simpleName) + "\\s*<(?=\\s*[A-Z?@a-z])")
                .matcher(text);
        while (use.find()) {
            int count = arguments(text, use.end());
            if (count > 0) {
                return Math.min(count, MOST_PARAMETERS);
            }
        }
        return 0;
    }

    private static int arguments(String text, int start) {
        int depth = 1;
        int count = 1;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '{' || c == '"') {
                return 0; // it was a comparison
            }
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            count += c == ',' && depth == 1 ? 1 : 0;
            if (depth == 0) {
                return count;
            }
        }
        return 0;
    }

    Set<String> packages() {
        return packages;
    }

    /** Adds what another source tells: whatever the order, the whole is the same. */
    void add(StandIn other) {
        String name = other.name();
        packages.add(name.substring(0, name.lastIndexOf('.')));
        Shape shape = shapes.computeIfAbsent(name, key -> new Shape());
        shape.flags |= other.flags();
        shape.parameters = Math.max(shape.parameters, other.parameters());
        shape.members.addAll(other.members());
    }

    /** Returns what was noted, in no order. */
    List<StandIn> all() {
        return shapes.entrySet().stream()
                .map(entry -> new StandIn(
                        entry.getKey(), entry.getValue().flags, entry.getValue().parameters, entry.getValue().members))
                .toList();
    }

    /** Returns the class file of a stand-in; null for a name that nobody uses. */
    byte @Nullable [] bytes(String binaryName) {
        Shape shape = shapes.get(binaryName);
        return shape == null ? null : write(binaryName.replace('.', '/'), shape);
    }

    private static byte[] write(String internalName, Shape shape) {
        ClassWriter writer = new ClassWriter(0);
        boolean isAnnotation = (shape.flags & Opcodes.ACC_ANNOTATION) != 0;
        writer.visit(
                Opcodes.V17,
                shape.flags,
                internalName,
                shape.parameters == 0 || isAnnotation ? null : signature(shape.parameters),
                "java/lang/Object",
                isAnnotation ? new String[] {"java/lang/annotation/Annotation"} : null);
        int dollar = internalName.lastIndexOf('$');
        if (dollar > 0) {
            writer.visitInnerClass(
                    internalName,
                    internalName.substring(0, dollar),
                    internalName.substring(dollar + 1),
                    shape.flags | Opcodes.ACC_STATIC);
        }
        shape.members.forEach(member -> writer.visitInnerClass(
                internalName + "$" + member, internalName, member, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC));
        if (isAnnotation) {
            standAnywhere(writer);
        } else if ((shape.flags & Opcodes.ACC_INTERFACE) == 0) {
            constructor(writer);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** An annotation that says nothing of its targets may not stand on the use of a type. */
    private static void standAnywhere(ClassWriter writer) {
        AnnotationVisitor target = writer.visitAnnotation("Ljava/lang/annotation/Target;", true);
        AnnotationVisitor elements = target.visitArray("value");
        for (ElementType element : ElementType.values()) {
            elements.visitEnum(null, "Ljava/lang/annotation/ElementType;", element.name());
        }
        elements.visitEnd();
        target.visitEnd();
    }

    private static void constructor(ClassWriter writer) {
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 1);
        constructor.visitEnd();
    }

    private static String signature(int parameters) {
        StringBuilder signature = new StringBuilder("<");
        for (int i = 0; i < parameters; i++) {
            signature.append("T").append(i).append(":Ljava/lang/Object;");
        }
        return signature.append(">Ljava/lang/Object;").toString();
    }
}

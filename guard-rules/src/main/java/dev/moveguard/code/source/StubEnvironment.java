package dev.moveguard.code.source;

import dev.moveguard.code.bytecode.JdkLibrary;
import dev.moveguard.code.source.SourceOutline.Annotation;
import dev.moveguard.code.source.SourceOutline.DeclaredType;
import dev.moveguard.code.source.SourceOutline.Supertype;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileReader;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFormatException;
import org.eclipse.jdt.internal.compiler.env.INameEnvironment;
import org.eclipse.jdt.internal.compiler.env.NameEnvironmentAnswer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds types for the compiler: in the JDK, among class files, and else as empty stand-ins for what sources import. */
final class StubEnvironment implements INameEnvironment {
    private final JdkLibrary jdk;
    private final Function<String, byte @Nullable []> classBytes;
    private final Set<String> packages = new HashSet<>();
    /** Imported names that nothing declares, and the access flags of the stand-in. */
    private final Map<String, Integer> imported = new HashMap<>();

    StubEnvironment(JdkLibrary jdk, Function<String, byte @Nullable []> classBytes, Collection<String> classNames) {
        this.jdk = jdk;
        this.classBytes = classBytes;
        ModuleLayer.boot().modules().forEach(module -> module.getPackages().forEach(this::addPackage));
        classNames.forEach(name -> addPackage(packageOf(name)));
    }

    /** Notes what a source declares and imports. */
    void learn(SourceOutline outline) {
        addPackage(outline.packageName());
        for (String name : outline.imports()) {
            if (Character.isUpperCase(simple(name).codePointAt(0))
                    && !Character.isUpperCase(simple(packageOf(name) + " ").codePointAt(0))) {
                imported.merge(name, flags(simple(name), outline), (a, b) -> a | b);
                addPackage(packageOf(name));
            }
        }
    }

    private static int flags(String simpleName, SourceOutline outline) {
        int flags = Opcodes.ACC_PUBLIC;
        for (DeclaredType type : outline.types()) {
            for (Supertype parent : type.supertypes()) {
                if (parent.isInterface() && parent.name().equals(simpleName)) {
                    flags |= Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
                }
            }
            if (annotations(type).anyMatch(annotation -> annotation.name().equals(simpleName))) {
                flags |= Opcodes.ACC_ANNOTATION | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
            }
        }
        return flags;
    }

    private static Stream<Annotation> annotations(DeclaredType type) {
        return Stream.of(
                        type.annotations().stream(),
                        type.fields().stream().flatMap(field -> field.annotations().stream()),
                        type.methods().stream().flatMap(method -> method.annotations().stream()))
                .flatMap(stream -> stream);
    }

    @Override
    public @Nullable NameEnvironmentAnswer findType(char[][] compoundName) {
        return find(String.join(".", Stream.of(compoundName).map(String::new).toList()));
    }

    @Override
    public @Nullable NameEnvironmentAnswer findType(char[] typeName, char[][] packageName) {
        String prefix = String.join(".", Stream.of(packageName).map(String::new).toList());
        return find(prefix.isEmpty() ? new String(typeName) : prefix + "." + new String(typeName));
    }

    private @Nullable NameEnvironmentAnswer find(String name) {
        byte[] bytes = classBytes.apply(name);
        bytes = bytes == null ? jdk.bytes(name) : bytes;
        Integer flags = imported.get(name);
        bytes = bytes == null && flags != null ? standIn(name, flags) : bytes;
        if (bytes == null) {
            return null;
        }
        try {
            return new NameEnvironmentAnswer(new ClassFileReader(bytes, (name + ".class").toCharArray()), null);
        } catch (ClassFormatException e) {
            return null; // the compiler then says that the type cannot be resolved
        }
    }

    private static byte[] standIn(String name, int flags) {
        ClassWriter writer = new ClassWriter(0);
        boolean isInterface = (flags & Opcodes.ACC_INTERFACE) != 0;
        boolean isAnnotation = (flags & Opcodes.ACC_ANNOTATION) != 0;
        writer.visit(
                Opcodes.V17,
                flags,
                name.replace('.', '/'),
                null,
                "java/lang/Object",
                isAnnotation ? new String[] {"java/lang/annotation/Annotation"} : null);
        if (!isInterface) {
            MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
            constructor.visitCode();
            constructor.visitInsn(Opcodes.RETURN);
            constructor.visitMaxs(0, 1);
            constructor.visitEnd();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    @Override
    public boolean isPackage(char @Nullable [][] parentPackageName, char[] packageName) {
        String parent = parentPackageName == null
                ? ""
                : String.join(".", Stream.of(parentPackageName).map(String::new).toList());
        return packages.contains(parent.isEmpty() ? new String(packageName) : parent + "." + new String(packageName));
    }

    @Override
    public void cleanup() {}

    private void addPackage(String name) {
        String open = name;
        while (!open.isEmpty() && packages.add(open)) {
            open = packageOf(open);
        }
    }

    private static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

package dev.moveguard.code.source;

import dev.moveguard.code.bytecode.JdkLibrary;
import dev.moveguard.code.source.CompiledSource.StandIn;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileReader;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFormatException;
import org.eclipse.jdt.internal.compiler.env.INameEnvironment;
import org.eclipse.jdt.internal.compiler.env.NameEnvironmentAnswer;
import org.jspecify.annotations.Nullable;

/** Finds types for the compiler: in the JDK, among class files, and else as empty stand-ins for what sources import. */
final class StubEnvironment implements INameEnvironment {
    private final JdkLibrary jdk;
    private final Function<String, byte @Nullable []> classBytes;
    private final Set<String> packages = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private final StandIns standIns = new StandIns();

    StubEnvironment(JdkLibrary jdk, Function<String, byte @Nullable []> classBytes, Collection<String> classNames) {
        this.jdk = jdk;
        this.classBytes = classBytes;
        ModuleLayer.boot().modules().forEach(module -> module.getPackages().forEach(this::addPackage));
        classNames.forEach(name -> addPackage(packageOf(name)));
        declared.addAll(packages);
    }

    /** Notes what a source declares, and what it tells of types that are nowhere to be found. */
    void learn(SourceOutline outline, List<StandIn> told) {
        addPackage(outline.packageName());
        declared.add(outline.packageName());
        told.forEach(this::learn);
    }

    /** Notes what a source tells of a type that is nowhere to be found. */
    void learn(StandIn told) {
        standIns.add(told);
        addPackage(packageOf(told.name()));
    }

    /** Whether a package or type is one that nothing here declares. */
    boolean isUnknown(String packageName) {
        return !declared.contains(packageName) && find(packageName) == null;
    }

    /** Whether there is a type of this name. */
    boolean isType(String name) {
        return find(name) != null;
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
        bytes = bytes == null ? standIns.bytes(name) : bytes;
        if (bytes == null) {
            return null;
        }
        try {
            return new NameEnvironmentAnswer(new ClassFileReader(bytes, (name + ".class").toCharArray()), null);
        } catch (ClassFormatException e) {
            return null; // the compiler then says that the type cannot be resolved
        }
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
}

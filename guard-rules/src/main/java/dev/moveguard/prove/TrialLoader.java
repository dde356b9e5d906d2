package dev.moveguard.prove;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.engine.ScannedCode;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/**
 * Loads mutants to see whether the machine takes them, and is thrown away. Classes are linked, which verifies them, and never
 * initialised: no code of the project runs.
 */
final class TrialLoader extends ClassLoader {
    private final Map<String, byte[]> mutants;
    private final ScannedCode scanned;

    TrialLoader(Map<String, byte[]> mutants, ScannedCode scanned) {
        super(ClassLoader.getPlatformClassLoader());
        this.mutants = mutants;
        this.scanned = scanned;
    }

    /** @throws VoidMutantException when the machine refuses the class */
    void demandLoads(String name) {
        try {
            Class<?> loaded = Class.forName(name, false, this);
            int members = loaded.getDeclaredMethods().length + loaded.getDeclaredFields().length; // links the class
            if (members < 0) {
                throw new IllegalStateException("a class with fewer than no members");
            }
        } catch (UnsupportedClassVersionError | NoClassDefFoundError | TypeNotPresentException | SecurityException e) {
            demandVerifies(
                    name); // of a newer Java, or what it needs is not scanned: its instructions alone are checked
        } catch (ClassNotFoundException | LinkageError e) {
            throw new VoidMutantException("does not load: " + firstLine(e));
        }
    }

    private void demandVerifies(String name) {
        ClassNode node = new ClassNode();
        byte[] bytes = mutants.get(name);
        new ClassReader(bytes == null ? new byte[0] : bytes).accept(node, 0);
        try {
            for (MethodNode method : node.methods) {
                new Analyzer<>(new BasicVerifier()).analyze(node.name, method);
            }
        } catch (AnalyzerException e) {
            throw new VoidMutantException("does not load: " + firstLine(e));
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = mutants.get(name);
        try {
            byte[] found = bytes != null
                    ? bytes
                    : scanned.reader()
                            .bytes(scanned.code().type(name).orElseThrow(() -> new ClassNotFoundException(name)));
            return defineClass(name, found, 0, found.length);
        } catch (UnreadableException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

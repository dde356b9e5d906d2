package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.engine.ScannedCode;
import dev.moveguard.prove.Mutant.Change;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Makes the class files of mutants, and lets pass only those that load and differ. */
record Variation(ScannedCode scanned) {
    /**
     * Returns the changed and added class files by binary name.
     *
     * @throws VoidMutantException when one does not load or changes nothing
     */
    Map<String, byte[]> of(Change.Classes classes) {
        Map<String, byte[]> made = new LinkedHashMap<>();
        classes.edits().forEach((name, edit) -> made.put(name, edited(name, edit)));
        classes.added().forEach((beside, node) -> made.put(node.name.replace('/', '.'), added(node)));
        TrialLoader loader = new TrialLoader(made, scanned);
        made.keySet().forEach(loader::demandLoads);
        return made;
    }

    /** Finds the scanned type in whose place, or beside which, a class stands. */
    CodeType beside(String name, Change.Classes classes) {
        return scanned.code()
                .type(name)
                .orElseGet(() -> classes.added().entrySet().stream()
                        .filter(entry -> entry.getValue().name.replace('/', '.').equals(name))
                        .flatMap(entry -> scanned.code().type(entry.getKey()).stream())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("a mutant stands beside nothing: " + name)));
    }

    private byte[] edited(String name, Consumer<ClassNode> edit) {
        CodeType type = scanned.code()
                .type(name)
                .orElseThrow(() -> new IllegalStateException("a mutant of what is not scanned: " + name));
        byte[] before = scanned.reader().bytes(type);
        byte[] after = written(before, edit);
        boolean isSame = Arrays.equals(after, written(before, node -> {}));
        if (isSame) {
            throw new VoidMutantException("changes nothing in " + type.simpleName());
        }
        return after;
    }

    private static byte[] written(byte[] before, Consumer<ClassNode> edit) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(before).accept(node, 0);
        edit.accept(node);
        return bytes(node);
    }

    private byte[] added(ClassNode node) {
        if (scanned.code().isScanned(node.name.replace('/', '.'))) {
            throw new VoidMutantException("there is a type of this name: " + node.name.replace('/', '.'));
        }
        return bytes(node);
    }

    /** Bodies that are added have no branches, so that the frames of the others stay as they are. */
    private static byte[] bytes(ClassNode node) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}

package dev.moveguard.code.bytecode;

import dev.moveguard.code.MethodId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.ClassNode;

/**
 * The instructions of a class file. The subroutines of Java 6 and older, one for each {@code finally}, stand written out where
 * they are called, as newer compilers have them.
 */
public final class ClassTree extends ClassNode {
    private final Predicate<MethodId> isWanted;

    private ClassTree(Predicate<MethodId> isWanted) {
        super(Opcodes.ASM9);
        this.isWanted = isWanted;
    }

    /**
     * Reads the wanted methods, and all else that a class declares.
     *
     * @throws RuntimeException when the bytes are damaged: ASM checks little
     */
    public static ClassNode of(byte[] bytes, Predicate<MethodId> isWanted) {
        ClassTree tree = new ClassTree(isWanted);
        new ClassReader(bytes).accept(tree, ClassReader.SKIP_FRAMES);
        return tree;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (!isWanted.test(new MethodId(name.replace('/', '.'), method, descriptor))) {
            return null;
        }
        MethodVisitor node = super.visitMethod(access, method, descriptor, signature, exceptions);
        return (version & 0xFFFF) < Opcodes.V1_7
                ? new JSRInlinerAdapter(node, access, method, descriptor, signature, exceptions)
                : node;
    }
}

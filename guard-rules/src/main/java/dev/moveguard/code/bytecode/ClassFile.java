package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.Origin;
import dev.moveguard.code.UnreadableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Reads one class file; all it tells is computed from these bytes alone. */
public final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int HEADER_BYTES = 10;
    /** Major version of the first Java release; version 45 is Java 1.1. */
    private static final int VERSION_OFFSET = 44;

    private ClassFile() {}

    /**
     * Reads the declarations.
     *
     * @return empty for a file that declares no type: module-info, package-info
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static Optional<CodeType> type(byte[] bytes, Origin origin) {
        return read(bytes, () -> {
            TypeVisitor visitor = new TypeVisitor(origin);
            ClassReader reader = new ClassReader(bytes);
            reader.accept(visitor, ClassReader.SKIP_CODE);
            return visitor.isType() ? Optional.of(visitor.type(References.of(reader))) : Optional.empty();
        });
    }

    /**
     * Reads and analyses the bodies of all methods. A body that cannot be analysed says why.
     *
     * @param isFromSource whether the source lens made the class, which leaves its problems in the bodies
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static Map<MethodId, MethodBody> bodies(byte[] bytes, boolean isFromSource) {
        return read(bytes, () -> {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES);
            Map<MethodId, MethodBody> bodies = new HashMap<>();
            for (MethodNode method : node.methods) {
                MethodId id = new MethodId(node.name.replace('/', '.'), method.name, method.desc);
                bodies.put(id, BodyReader.read(node.name, method, isFromSource));
            }
            return bodies;
        });
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        checkHeader(bytes);
        try {
            return reading.read();
        } catch (RuntimeException e) {
            // ASM checks little: whatever it trips over is a file whose lengths, indexes or nesting are beyond reason.
            throw new UnreadableException("is truncated or damaged", e);
        }
    }

    private static void checkHeader(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || intAt(bytes, 0) != MAGIC) {
            throw new UnreadableException("is not a class file");
        }
        int major = intAt(bytes, 4) & 0xFFFF;
        int newest = Opcodes.V28 & 0xFFFF;
        if (major > newest) {
            throw new UnreadableException("is of Java %s (version %s), newer than Java %s, the newest this build reads"
                    .formatted(major - VERSION_OFFSET, major, newest - VERSION_OFFSET));
        }
    }

    private static int intAt(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 24
                | (bytes[offset + 1] & 0xFF) << 16
                | (bytes[offset + 2] & 0xFF) << 8
                | (bytes[offset + 3] & 0xFF);
    }
}

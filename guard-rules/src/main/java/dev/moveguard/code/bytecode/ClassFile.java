package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeType.Header;
import dev.moveguard.code.CodeType.Members;
import dev.moveguard.code.Dependency;
import dev.moveguard.code.Interest;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.UnreadableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What is known of a class file without its members: its header, and the numbers of the names it mentions. */
    @SuppressWarnings("ArrayRecordComponent") // made once a class file, compared by nobody
    public record Scanned(Header header, int[] mentioned) {}

    /**
     * Reads the header, and notes what names the file mentions.
     *
     * @return empty for a file that declares no type: module-info, package-info
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static Optional<Scanned> scan(byte[] bytes, MentionedNames names) {
        return read(bytes, () -> {
            names.begin();
            return HeaderReader.read(new ConstantPool(bytes, names))
                    .map(header -> new Scanned(header, names.mentioned()));
        });
    }

    /**
     * Reads the header alone.
     *
     * @return empty for a file that declares no type
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    static Optional<Header> header(byte[] bytes) {
        return read(bytes, () -> HeaderReader.read(new ConstantPool(bytes, null)));
    }

    /**
     * Reads the members.
     *
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static Members members(byte[] bytes) {
        return read(bytes, () -> {
            MemberVisitor visitor = new MemberVisitor();
            new ClassReader(bytes).accept(visitor, ClassReader.SKIP_CODE);
            return visitor.members();
        });
    }

    /**
     * Reads and analyses the wanted bodies. A body that cannot be analysed says why.
     *
     * @param isFromSource whether the source lens made the class, which leaves its problems in the bodies
     * @param withPlaces whether to follow where values are put
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static Map<MethodId, MethodBody> bodies(
            byte[] bytes, Predicate<MethodId> isWanted, boolean isFromSource, boolean withPlaces) {
        return read(bytes, () -> {
            Map<MethodId, MethodBody> bodies = new HashMap<>();
            ClassNode node = ClassTree.of(bytes, isWanted);
            for (MethodNode method : node.methods) {
                MethodId id = new MethodId(node.name.replace('/', '.'), method.name, method.desc);
                bodies.put(id, BodyReader.read(node.name, method, isFromSource, withPlaces));
            }
            return bodies;
        });
    }

    /**
     * Returns the methods whose instructions mention something of interest and have a place where it can stay.
     *
     * @param isFromSource whether the source lens made the class: then a body that did not compile counts as well
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static Set<MethodId> interesting(byte[] bytes, Interest interest, boolean isFromSource) {
        return read(bytes, () -> {
            InterestingMethods visitor = new InterestingMethods(interest, isFromSource);
            new ClassReader(bytes).accept(visitor, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
            return visitor.found();
        });
    }

    /**
     * Reads the uses of other types, those inside bodies included.
     *
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static List<Dependency> dependencies(byte[] bytes) {
        return read(bytes, () -> {
            DependencyReader reader = new DependencyReader();
            new ClassReader(bytes).accept(reader, ClassReader.SKIP_FRAMES);
            return reader.found();
        });
    }

    /**
     * Reads the lines of the source that its code tells of.
     *
     * @return none for a class file without line numbers
     * @throws UnreadableException when the bytes are no class file this build can read
     */
    public static Set<Integer> lines(byte[] bytes) {
        return read(bytes, () -> {
            LineNumbers visitor = new LineNumbers();
            new ClassReader(bytes).accept(visitor, ClassReader.SKIP_FRAMES);
            return visitor.lines();
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

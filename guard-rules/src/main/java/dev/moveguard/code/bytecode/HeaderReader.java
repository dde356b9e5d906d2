package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeType.Header;
import dev.moveguard.code.CodeType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Reads what a class file says outside its members, and steps over these. */
final class HeaderReader {
    private static final int NOT_A_MODIFIER = Opcodes.ACC_SUPER;

    private final ClassReader reader;
    private final char[] buffer;
    private final List<String> annotations = new ArrayList<>();
    private @Nullable String outer;
    private @Nullable String sourceFile;
    private boolean isLocal;
    private int access;

    private HeaderReader(ClassReader reader) {
        this.reader = reader;
        this.buffer = new char[reader.getMaxStringLength()];
    }

    /** Returns the header; nothing for a file that declares no type: module-info, package-info. */
    static Optional<Header> read(ClassReader reader) {
        return new HeaderReader(reader).header();
    }

    private Optional<Header> header() {
        int at = reader.header;
        access = reader.readUnsignedShort(at);
        if ((access & Opcodes.ACC_MODULE) != 0) {
            return Optional.empty();
        }
        String internalName = reader.readClass(at + 2, buffer);
        if (internalName.endsWith("package-info")) {
            return Optional.empty();
        }
        String parent = reader.readClass(at + 4, buffer);
        List<String> interfaces = new ArrayList<>();
        int count = reader.readUnsignedShort(at + 6);
        for (int i = 0; i < count; i++) {
            interfaces.add(dotted(reader.readClass(at + 8 + 2 * i, buffer)));
        }
        int end = skipMembers(skipMembers(at + 8 + 2 * count));
        readAttributes(end, internalName);
        boolean isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        return Optional.of(new Header(
                dotted(internalName),
                kind(parent),
                access & ~NOT_A_MODIFIER,
                parent == null || isInterface ? null : dotted(parent),
                interfaces,
                outer,
                isLocal,
                annotations,
                sourceFile));
    }

    private Kind kind(@Nullable String parent) {
        if ((access & Opcodes.ACC_ANNOTATION) != 0) {
            return Kind.ANNOTATION;
        }
        if ((access & Opcodes.ACC_INTERFACE) != 0) {
            return Kind.INTERFACE;
        }
        if ("java/lang/Record".equals(parent)) {
            return Kind.RECORD;
        }
        return (access & Opcodes.ACC_ENUM) != 0 ? Kind.ENUM : Kind.CLASS;
    }

    /** Steps over a table of fields or methods: flags, name, descriptor and attributes each. */
    private int skipMembers(int start) {
        int members = reader.readUnsignedShort(start);
        int at = start + 2;
        for (int i = 0; i < members; i++) {
            int attributes = reader.readUnsignedShort(at + 6);
            at += 8;
            for (int j = 0; j < attributes; j++) {
                at = afterAttribute(at);
            }
        }
        return at;
    }

    private int afterAttribute(int at) {
        int length = reader.readInt(at + 2);
        if (length < 0) {
            throw new IllegalArgumentException("an attribute of negative length");
        }
        return Math.addExact(at + 6, length);
    }

    private void readAttributes(int start, String internalName) {
        int count = reader.readUnsignedShort(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            readAttribute(reader.readUTF8(at, buffer), at + 6, internalName);
            at = afterAttribute(at);
        }
    }

    private void readAttribute(String name, int at, String internalName) {
        switch (name) {
            case "SourceFile" -> sourceFile = reader.readUTF8(at, buffer);
            case "EnclosingMethod" -> {
                outer = outer == null ? dotted(reader.readClass(at, buffer)) : outer;
                isLocal = true;
            }
            case "InnerClasses" -> readInnerClasses(at, internalName);
            case "RuntimeVisibleAnnotations", "RuntimeInvisibleAnnotations" -> readAnnotations(at);
            default -> {}
        }
    }

    private void readInnerClasses(int start, String internalName) {
        int count = reader.readUnsignedShort(start);
        for (int i = 0; i < count; i++) {
            int at = start + 2 + 8 * i;
            if (internalName.equals(reader.readClass(at, buffer))) {
                String outerName = reader.readClass(at + 2, buffer);
                access = reader.readUnsignedShort(at + 6);
                outer = outerName == null ? outer : dotted(outerName);
                isLocal |= outerName == null;
            }
        }
    }

    private void readAnnotations(int start) {
        int count = reader.readUnsignedShort(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            String descriptor = reader.readUTF8(at, buffer);
            annotations.add(dotted(descriptor.substring(1, descriptor.length() - 1)));
            at = afterAnnotation(at);
        }
    }

    private int afterAnnotation(int start) {
        int pairs = reader.readUnsignedShort(start + 2);
        int at = start + 4;
        for (int i = 0; i < pairs; i++) {
            at = afterElementValue(at + 2);
        }
        return at;
    }

    private int afterElementValue(int at) {
        return switch (reader.readByte(at)) {
            case 'e' -> at + 5;
            case '@' -> afterAnnotation(at + 1);
            case '[' -> {
                int values = reader.readUnsignedShort(at + 1);
                int next = at + 3;
                for (int i = 0; i < values; i++) {
                    next = afterElementValue(next);
                }
                yield next;
            }
            default -> at + 3;
        };
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}

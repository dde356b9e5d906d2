package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeType.Header;
import dev.moveguard.code.CodeType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Reads what a class file says outside its members, and steps over these. */
final class HeaderReader {
    private static final int NOT_A_MODIFIER = Opcodes.ACC_SUPER;

    private final ConstantPool pool;
    private final List<String> annotations = new ArrayList<>();
    private @Nullable String outer;
    private @Nullable String sourceFile;
    private boolean isLocal;
    private int access;

    private HeaderReader(ConstantPool pool) {
        this.pool = pool;
    }

    /** Returns the header; nothing for a file that declares no type: module-info, package-info. */
    static Optional<Header> read(ConstantPool pool) {
        return new HeaderReader(pool).header();
    }

    private Optional<Header> header() {
        int at = pool.end();
        access = pool.u2(at);
        if ((access & Opcodes.ACC_MODULE) != 0) {
            return Optional.empty();
        }
        String name = named(at + 2);
        if (name.endsWith("package-info")) {
            return Optional.empty();
        }
        String parent = pool.className(at + 4);
        List<String> interfaces = new ArrayList<>();
        int count = pool.u2(at + 6);
        for (int i = 0; i < count; i++) {
            interfaces.add(named(at + 8 + 2 * i));
        }
        int end = skipMembers(skipMembers(at + 8 + 2 * count));
        readAttributes(end, name);
        boolean isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        return Optional.of(new Header(
                name,
                kind(parent),
                access & ~NOT_A_MODIFIER,
                isInterface ? null : parent,
                interfaces,
                outer,
                isLocal,
                annotations,
                sourceFile));
    }

    private String named(int at) {
        return Objects.requireNonNull(pool.className(at), "a class constant");
    }

    private Kind kind(@Nullable String parent) {
        if ((access & Opcodes.ACC_ANNOTATION) != 0) {
            return Kind.ANNOTATION;
        }
        if ((access & Opcodes.ACC_INTERFACE) != 0) {
            return Kind.INTERFACE;
        }
        if ("java.lang.Record".equals(parent)) {
            return Kind.RECORD;
        }
        return (access & Opcodes.ACC_ENUM) != 0 ? Kind.ENUM : Kind.CLASS;
    }

    /** Steps over a table of fields or methods: flags, name, descriptor and attributes each. */
    private int skipMembers(int start) {
        int members = pool.u2(start);
        int at = start + 2;
        for (int i = 0; i < members; i++) {
            int attributes = pool.u2(at + 6);
            at += 8;
            for (int j = 0; j < attributes; j++) {
                at = afterAttribute(at);
            }
        }
        return at;
    }

    private int afterAttribute(int at) {
        int length = pool.u4(at + 2);
        if (length < 0) {
            throw new IllegalArgumentException("an attribute of negative length");
        }
        return Math.addExact(at + 6, length);
    }

    private void readAttributes(int start, String name) {
        int count = pool.u2(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            readAttribute(pool.text(at), at + 6, name);
            at = afterAttribute(at);
        }
    }

    private void readAttribute(String attribute, int at, String name) {
        switch (attribute) {
            case "SourceFile" -> sourceFile = pool.text(at);
            case "EnclosingMethod" -> {
                outer = outer == null ? named(at) : outer;
                isLocal = true;
            }
            case "InnerClasses" -> readInnerClasses(at, name);
            case "RuntimeVisibleAnnotations", "RuntimeInvisibleAnnotations" -> readAnnotations(at);
            default -> {}
        }
    }

    private void readInnerClasses(int start, String name) {
        int count = pool.u2(start);
        for (int i = 0; i < count; i++) {
            int at = start + 2 + 8 * i;
            if (name.equals(pool.className(at))) {
                String outerName = pool.className(at + 2);
                access = pool.u2(at + 6);
                outer = outerName == null ? outer : outerName;
                isLocal |= outerName == null;
            }
        }
    }

    private void readAnnotations(int start) {
        int count = pool.u2(start);
        int at = start + 2;
        for (int i = 0; i < count; i++) {
            String descriptor = pool.text(at);
            annotations.add(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
            at = afterAnnotation(at);
        }
    }

    private int afterAnnotation(int start) {
        int pairs = pool.u2(start + 2);
        int at = start + 4;
        for (int i = 0; i < pairs; i++) {
            at = afterElementValue(at + 2);
        }
        return at;
    }

    private int afterElementValue(int at) {
        return switch (pool.u1(at)) {
            case 'e' -> at + 5;
            case '@' -> afterAnnotation(at + 1);
            case '[' -> {
                int values = pool.u2(at + 1);
                int next = at + 3;
                for (int i = 0; i < values; i++) {
                    next = afterElementValue(next);
                }
                yield next;
            }
            default -> at + 3;
        };
    }
}

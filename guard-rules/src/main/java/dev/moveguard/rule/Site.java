package dev.moveguard.rule;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.config.Place;
import org.jspecify.annotations.Nullable;

/** What a finding is about. Where that stands in a file is looked up later, and only for findings. */
public sealed interface Site {
    /**
     * A name in the source.
     *
     * @param count how many of the same name stand before it in its statement; {@link #DECLARED}: it is declared there
     */
    record Token(String name, int count) {
        /** The first of its name, also where it is given a value. */
        public static final int DECLARED = -1;
    }

    /** What stays the same when lines move: {@code a.b.Type#member}. */
    String symbol();

    /** A type, at its name. */
    record OfType(CodeType type) implements Site {
        @Override
        public String symbol() {
            return type.name();
        }
    }

    /** A field or record component, at its type. */
    record OfField(CodeType type, CodeField field) implements Site {
        @Override
        public String symbol() {
            return type.name() + "#" + field.name();
        }
    }

    /** A method or constructor, at its name. */
    record OfMethod(CodeType type, CodeMethod method) implements Site {
        @Override
        public String symbol() {
            return type.name() + "#" + method.name();
        }
    }

    /**
     * A line of a method body.
     *
     * @param line 0 when the class file has no line numbers
     * @param token the name meant, in the statement that begins there; null: the whole line
     */
    record InBody(
            CodeType type,
            CodeMethod method,
            int line,
            @Nullable Token token) implements Site {
        public InBody(CodeType type, CodeMethod method, int line) {
            this(type, method, line, null);
        }

        @Override
        public String symbol() {
            return type.name() + "#" + (method.isLambdaBody() ? "lambda" : method.name());
        }
    }

    /** A place that stands for something larger, such as a cycle, which has a symbol of its own. */
    record Of(Site place, String symbol) implements Site {}

    /** A place in a file that is not Java code: rules.yaml, a POM. */
    record InFile(Place place, String symbol) implements Site {}
}

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
     * @param count how many of the same name stand before it in its statement; {@link #DECLARED}: it is declared there,
     *     {@link #OF_LAMBDA}: before
     * @param from the line the statement begins on; 0: that of the site
     * @param lambdas how many lambdas stand in the statement, itself the body of one; {@link #NO_LAMBDA}: it is none
     */
    record Token(String name, int count, int from, int lambdas) {
        /** In place of the number of lambdas in a body that is none. */
        public static final int NO_LAMBDA = -1;

        /** A name in the statement that begins on the line of the site. */
        public Token(String name, int count) {
            this(name, count, 0, NO_LAMBDA);
        }

        /** The first of its name, also where it is given a value. */
        public static final int DECLARED = -1;
        /** The parameter of a lambda whose body begins there. */
        public static final int OF_LAMBDA = -2;
        /** Stands before the name of a type where an object of it is made. */
        public static final String MADE = "new ";
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

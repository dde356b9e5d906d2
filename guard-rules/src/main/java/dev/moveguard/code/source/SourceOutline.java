package dev.moveguard.code.source;

import dev.moveguard.code.source.SourceText.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a source file declares and where. Method bodies are left out, but for the types declared in them.
 *
 * @param packageName empty for the unnamed package
 * @param imports the names of single-type imports
 * @param starImports the packages and types whose members are imported with a star
 * @param types top-level types, then those nested in them, in order
 * @param hasSyntaxErrors whether the parser had to guess
 */
public record SourceOutline(
        String packageName,
        List<String> imports,
        List<String> starImports,
        List<DeclaredType> types,
        boolean hasSyntaxErrors) {
    public SourceOutline {
        imports = List.copyOf(imports);
        starImports = List.copyOf(starImports);
        types = List.copyOf(types);
    }

    /**
     * A declared type; a local or anonymous one is not listed.
     *
     * @param name binary name
     * @param annotations as written: simple or qualified, without arguments
     * @param supertypes as written after {@code extends} and {@code implements}, without type arguments
     */
    public record DeclaredType(
            String name,
            Span at,
            List<Annotation> annotations,
            List<Supertype> supertypes,
            boolean isInterface,
            boolean isAbstract,
            List<DeclaredField> fields,
            List<DeclaredMethod> methods) {
        public DeclaredType {
            annotations = List.copyOf(annotations);
            supertypes = List.copyOf(supertypes);
            fields = List.copyOf(fields);
            methods = List.copyOf(methods);
        }

        public Optional<DeclaredField> field(String wanted) {
            return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
        }

        public Stream<DeclaredMethod> methods(String wanted) {
            return methods.stream().filter(method -> method.name().equals(wanted));
        }
    }

    /** A supertype as written; {@code isInterface} when the place it stands in takes interfaces only. */
    public record Supertype(String name, boolean isInterface) {}

    /**
     * An annotation as written.
     *
     * @param name simple or qualified
     * @param text the whole of it, as in the source
     */
    public record Annotation(String name, String text, Span at) {
        /** The last segment of the name. */
        public String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    /** A field or record component. {@code type} is where its type stands, {@code at} its name. */
    public record DeclaredField(String name, Span at, Span type, List<Annotation> annotations) {
        public DeclaredField {
            annotations = List.copyOf(annotations);
        }
    }

    /**
     * A method or constructor; a constructor is named {@code <init>}.
     *
     * @param parameters simple names of the parameter types, without type arguments, {@code []} for arrays
     */
    public record DeclaredMethod(
            String name, Span at, List<String> parameters, boolean isStatic, List<Annotation> annotations) {
        public DeclaredMethod {
            parameters = List.copyOf(parameters);
            annotations = List.copyOf(annotations);
        }
    }

    public Optional<DeclaredType> type(String binaryName) {
        return types.stream().filter(type -> type.name().equals(binaryName)).findFirst();
    }
}

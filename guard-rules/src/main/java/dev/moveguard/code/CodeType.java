package dev.moveguard.code;

import dev.moveguard.code.TypeRef.Named;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class, interface, enum, record or annotation type, as known from its own class file alone.
 *
 * <p>Its header and the names its file mentions are at hand; its members are read when somebody asks, because most types of
 * a code base have nothing to do with what is guarded. Two are equal when they have the same name and were read from the
 * same place.
 */
public final class CodeType {
    private static final Set<String> CARRYING_NOTHING = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Class",
            "java.lang.StringBuilder",
            "java.util.Locale",
            "java.util.regex.Pattern",
            "java.nio.charset.Charset");

    private final Header header;
    private final Mentions mentions;
    private final Origin origin;
    private final MemberReader reader;
    private @Nullable Members members;

    /** What the type was declared as. */
    public enum Kind {
        CLASS,
        INTERFACE,
        ENUM,
        RECORD,
        ANNOTATION
    }

    /** A declared type parameter and its bounds. */
    public record TypeVariable(String name, List<TypeRef> bounds) {
        public TypeVariable {
            bounds = List.copyOf(bounds);
        }
    }

    /**
     * What stands before and after the members.
     *
     * @param name binary name
     * @param modifiers access flags as the class file format defines them, those of {@code InnerClasses} for a nested type
     * @param superclass binary name; null for {@code java.lang.Object} and interfaces
     * @param interfaces binary names
     * @param outer binary name of the directly enclosing type; null for a top-level one
     * @param isLocal whether it is declared inside a method body: a local or anonymous class
     * @param annotations binary names
     * @param sourceFile name of the source file, without a folder; null: the class file does not tell
     */
    public record Header(
            String name,
            Kind kind,
            int modifiers,
            @Nullable String superclass,
            List<String> interfaces,
            @Nullable String outer,
            boolean isLocal,
            List<String> annotations,
            @Nullable String sourceFile) {
        public Header {
            interfaces = List.copyOf(interfaces);
            annotations = List.copyOf(annotations);
        }
    }

    /**
     * What the type declares.
     *
     * @param superclass with its type arguments; null for {@code java.lang.Object} and interfaces
     * @param permitted the subtypes a sealed type names; empty for every other type
     */
    public record Members(
            List<TypeVariable> variables,
            @Nullable Named superclass,
            List<Named> interfaces,
            List<String> permitted,
            List<CodeField> fields,
            List<CodeMethod> methods) {
        /** The members of a type of which none could be read. */
        public static final Members NONE = new Members(List.of(), null, List.of(), List.of(), List.of(), List.of());

        public Members {
            variables = List.copyOf(variables);
            interfaces = List.copyOf(interfaces);
            permitted = List.copyOf(permitted);
            fields = List.copyOf(fields);
            methods = List.copyOf(methods);
        }
    }

    /** The numbers of the names a file mentions, each once, and the table they stand in. */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; nobody compares two of these
    public record Mentions(NameTable table, int[] numbers) {
        /** Of a type that is only looked up. */
        public static Mentions none() {
            return new Mentions(new NameTable(), new int[0]);
        }
    }

    /** Reads the members of a type. One that cannot be read is told where inputs are accounted for, and has none. */
    public interface MemberReader {
        Members members(CodeType type);
    }

    public CodeType(Header header, Mentions mentions, Origin origin, MemberReader reader) {
        this.header = header;
        this.mentions = mentions;
        this.origin = new Origin(origin.container(), origin.entry(), header.sourceFile(), origin.source());
        this.reader = reader;
    }

    private Members members() {
        if (members == null) {
            members = reader.members(this);
        }
        return members;
    }

    /** The hash of the name: types are keys of many maps. */
    @Override
    public int hashCode() {
        return header.name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof CodeType type && name().equals(type.name()) && origin.equals(type.origin);
    }

    @Override
    public String toString() {
        return header.name;
    }

    /** The binary name. */
    public String name() {
        return header.name;
    }

    public Kind kind() {
        return header.kind;
    }

    /** Access flags as the class file format defines them, those of {@code InnerClasses} for a nested type. */
    public int modifiers() {
        return header.modifiers;
    }

    /** The binary name of the directly enclosing type; null for a top-level one. */
    public @Nullable String outer() {
        return header.outer;
    }

    /** Whether it is declared inside a method body: a local or anonymous class. */
    public boolean isLocal() {
        return header.isLocal;
    }

    /** Binary names. */
    public List<String> annotations() {
        return header.annotations;
    }

    public Origin origin() {
        return origin;
    }

    public List<TypeVariable> variables() {
        return members().variables;
    }

    /** The superclass with its type arguments; null for {@code java.lang.Object} and interfaces. */
    public @Nullable Named superclass() {
        return members().superclass;
    }

    public List<Named> interfaces() {
        return members().interfaces;
    }

    /** The subtypes a sealed type names; empty for every other type. */
    public List<String> permitted() {
        return members().permitted;
    }

    public List<CodeField> fields() {
        return members().fields;
    }

    public List<CodeMethod> methods() {
        return members().methods;
    }

    /** Returns the binary names of all classes the file mentions. */
    public Set<String> references() {
        return Arrays.stream(mentions.numbers).mapToObj(mentions.table::name).collect(Collectors.toSet());
    }

    Mentions mentions() {
        return mentions;
    }

    /** Returns the declared supertypes with their type arguments, the superclass first. */
    public Stream<Named> supertypes() {
        return Stream.concat(Stream.ofNullable(superclass()), interfaces().stream());
    }

    /** Returns the binary names of the declared supertypes, the superclass first. */
    public Stream<String> supertypeNames() {
        return Stream.concat(Stream.ofNullable(header.superclass), header.interfaces.stream());
    }

    public Optional<CodeField> field(String wanted) {
        return fields().stream().filter(field -> field.name().equals(wanted)).findFirst();
    }

    public Stream<CodeMethod> methods(String wanted) {
        return methods().stream().filter(method -> method.name().equals(wanted));
    }

    /** How messages name the type: without its package, nested types with their outer ones. */
    public String simpleName() {
        return simpleName(name());
    }

    public String packageName() {
        int dot = name().lastIndexOf('.');
        return dot < 0 ? "" : name().substring(0, dot);
    }

    /** How messages name the type of this binary name. */
    public static String simpleName(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Writes a name with its indefinite article: {@code a Continuation}, {@code an Iterator}. */
    public static String withArticle(String shown) {
        return ("aeiouAEIOU".indexOf(shown.charAt(0)) >= 0 ? "an " : "a ") + shown;
    }

    /** Whether all of these, by binary name, are types of the JDK whose objects carry nothing: nobody minds where those are. */
    public static boolean carryNothing(Collection<String> names) {
        return CARRYING_NOTHING.containsAll(names);
    }
}

package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Breaks {@code naming}: adds types and members that are called otherwise, live elsewhere, or are not what they should be. */
public final class NamingBreaker implements Breaker {
    private static final String ELSEWHERE = "proof.elsewhere";
    private static final List<String> WRONG =
            List.of("ProofCalledOtherwise", "proofCalledOtherwise", "PROOF_CALLED_OTHERWISE", "Proofs_called_1");

    @Override
    public String kind() {
        return "naming";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        return guarded.texts("types").stream()
                .flatMap(pattern -> Guarded.open(guarded.types(pattern).stream()
                                .filter(type -> !guarded.exceptions("except").include(type, guarded.code()))
                                .toList())
                        .stream()
                        .flatMap(type -> guarded.text("of").equals("types")
                                ? types(guarded, TypePattern.of(pattern), type)
                                : members(guarded, type)))
                .toList();
    }

    // --- names ----------------------------------------------------------------------------------------------------

    /** Returns names that the rule does not accept. */
    private static Stream<String> wrong(Guarded guarded) {
        Stream<String> denied = guarded.texts("not-named").stream()
                .filter(text -> !text.value().startsWith("/"))
                .flatMap(text -> Stream.of("Proof", "ProofOfOthers", "Proof3")
                        .map(part -> text.value().replace("*", part))
                        .distinct())
                .filter(name -> name.matches("[A-Za-z_]\\w*"));
        return Stream.concat(denied, WRONG.stream()).filter(name -> !isAccepted(guarded, name));
    }

    private static Stream<String> right(Guarded guarded) {
        Stream<String> wanted = guarded.texts("named").stream()
                .filter(text -> !text.value().startsWith("/"))
                .map(text -> text.value().replace("*", "Proof"));
        return Stream.concat(wanted, WRONG.stream())
                .filter(name -> name.matches("[A-Za-z_]\\w*"))
                .filter(name -> isAccepted(guarded, name));
    }

    private static boolean isAccepted(Guarded guarded, String name) {
        List<Text> named = guarded.texts("named");
        return (named.isEmpty() || named.stream().anyMatch(text -> matches(text, name)))
                && guarded.texts("not-named").stream().noneMatch(text -> matches(text, name));
    }

    private static boolean matches(Text text, String name) {
        String value = text.value();
        boolean isRegex = value.length() > 2 && value.startsWith("/") && value.endsWith("/");
        Pattern pattern = isRegex ? Pattern.compile(value.substring(1, value.length() - 1)) : MemberPattern.glob(value);
        return pattern.matcher(name).matches();
    }

    // --- types ----------------------------------------------------------------------------------------------------

    private static Stream<Mutant> types(Guarded guarded, TypePattern pattern, CodeType like) {
        String home = like.packageName().isEmpty() ? "" : like.packageName() + ".";
        boolean hasNames = Stream.of("named", "not-named")
                .anyMatch(key -> !guarded.texts(key).isEmpty());
        List<Mutant> mutants = new ArrayList<>();
        String fine = right(guarded).findFirst().orElse("ProofOfNaming");
        if (hasNames) {
            wrong(guarded)
                    .map(name -> type("a type named " + name, home + name, like, true))
                    .forEach(mutants::add);
            right(guarded)
                    .limit(1)
                    .map(name -> type("a type named " + name, home + name, like, true)
                            .harmless())
                    .forEach(mutants::add);
        }
        if (!guarded.texts("in").isEmpty()) {
            Stream.of(ELSEWHERE, "", "java.proof")
                    .map(place -> type(
                            "one in " + (place.isEmpty() ? "no package" : place),
                            place.isEmpty() ? fine : place + "." + fine,
                            like,
                            true))
                    .forEach(mutants::add);
        }
        if (!guarded.texts("are").isEmpty()) {
            mutants.add(type("one that is nothing", home + fine, like, false));
        }
        return mutants.stream().filter(mutant -> mutant.isHarmless() || isJudged(pattern, mutant, like));
    }

    /** Whether the rule speaks of the new type at all: by what it is, or by a name that fits. */
    private static boolean isJudged(TypePattern pattern, Mutant mutant, CodeType like) {
        boolean isBySupertype = pattern.includesSubtypes() || pattern.isAnnotationPattern();
        return isBySupertype
                || pattern.isNamed(mutant.place()) && !mutant.place().equals(like.name());
    }

    private static Mutant type(String says, String name, CodeType like, boolean isAlike) {
        ClassNode added = new ClassNode();
        added.version = Opcodes.V1_8;
        added.name = Weave.internal(name);
        added.superName = "java/lang/Object";
        added.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SUPER;
        if (isAlike) {
            alike(added, like);
        }
        return Mutant.added(says, name, like.name(), added);
    }

    /** Gives a type the supertypes and annotations of another, or makes it a subtype of an interface. */
    private static void alike(ClassNode added, CodeType like) {
        if (like.kind() == CodeType.Kind.INTERFACE) {
            added.interfaces.add(Weave.internal(like.name()));
        } else if (like.kind() == CodeType.Kind.CLASS) {
            like.supertypeNames().skip(1).map(Weave::internal).forEach(added.interfaces::add);
            added.superName = Weave.internal(like.supertypeNames().findFirst().orElse("java.lang.Object"));
        } else {
            like.supertypeNames()
                    .filter(name -> !name.startsWith("java.lang."))
                    .map(Weave::internal)
                    .forEach(added.interfaces::add);
        }
        added.visibleAnnotations = annotations(like.annotations());
    }

    private static List<AnnotationNode> annotations(List<String> names) {
        List<AnnotationNode> nodes = new ArrayList<>();
        names.forEach(name -> nodes.add(new AnnotationNode(Weave.descriptor(name))));
        return nodes;
    }

    // --- members --------------------------------------------------------------------------------------------------

    private static Stream<Mutant> members(Guarded guarded, CodeType type) {
        Optional<String> fine = right(guarded).findFirst();
        return Stream.concat(
                wrong(guarded)
                        .map(name -> Mutant.of(
                                "a member named " + name,
                                type.name() + "#" + name,
                                type.name(),
                                member(guarded, name))),
                fine.stream()
                        .map(name -> Mutant.nearMiss("a member named " + name, type.name(), member(guarded, name))));
    }

    private static Consumer<ClassNode> member(Guarded guarded, String name) {
        List<String> annotations = guarded.texts("annotated").stream()
                .flatMap(text -> guarded.names(text).limit(1))
                .toList();
        int constant = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        return type -> {
            if (guarded.text("of").equals("methods")) {
                Weave.staticMethod(name, "()V", new InsnNode(Opcodes.RETURN)).accept(type);
                MethodNode method = type.methods.get(type.methods.size() - 1);
                method.visibleAnnotations = annotations(annotations);
            } else {
                FieldNode field = new FieldNode(constant, name, "I", null, null);
                field.visibleAnnotations = annotations(annotations);
                type.fields.add(field);
            }
        };
    }
}

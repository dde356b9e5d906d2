package dev.moveguard.prove;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** Breaks a rule of mood {@code retired} of any kind: what has to stay gone comes back. */
final class RetiredBreaker {
    private static final List<ParameterSpec.Type> NAMING =
            List.of(ParameterSpec.Type.SUBJECT, ParameterSpec.Type.SUBJECTS, ParameterSpec.Type.TARGETS);

    private RetiredBreaker() {}

    static List<Mutant> mutants(Guarded guarded) {
        if (guarded.code().types().isEmpty()) {
            return List.of();
        }
        String beside = guarded.code().types().get(0).name();
        List<String> members = texts(guarded, List.of(ParameterSpec.Type.MEMBER))
                .map(Text::value)
                .toList();
        List<Mutant> mutants = new ArrayList<>();
        texts(guarded, NAMING).forEach(text -> {
            ClassNode back = back(TypePattern.of(text), members);
            String name = back.name.replace('/', '.');
            mutants.add(Mutant.added(name + " is back", name, beside, back));
        });
        return mutants;
    }

    private static Stream<Text> texts(Guarded guarded, List<ParameterSpec.Type> types) {
        return guarded.rule().kind().parameters().stream()
                .filter(spec -> types.contains(spec.type()))
                .flatMap(spec -> guarded.texts(spec.name()).stream());
    }

    private static ClassNode back(TypePattern pattern, List<String> members) {
        ClassNode node = new ClassNode();
        node.version = Opcodes.V1_8;
        node.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SUPER;
        node.superName = "java/lang/Object";
        String plain =
                pattern.name().replace("..*", ".Proof").replace("..", ".proof.").replace("*", "Proof");
        String name = plain.endsWith(".") ? plain + "Proof" : plain;
        node.name = Weave.internal(name.startsWith(".") ? name.substring(1) : name);
        if (pattern.isAnnotationPattern()) {
            node.visibleAnnotations = List.of(new AnnotationNode("L" + node.name + ";"));
            node.name = "proof/Annotated";
        }
        members.forEach(member ->
                node.fields.add(new FieldNode(Opcodes.ACC_PRIVATE, member, "Ljava/lang/Object;", null, null)));
        return node;
    }
}

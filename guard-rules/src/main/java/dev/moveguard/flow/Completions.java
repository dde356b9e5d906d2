package dev.moveguard.flow;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.rule.Site;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds where lambdas, and objects of local and anonymous classes, complete what they capture. */
final class Completions {
    private final CodeBase code;
    private final ClassNodes classes;
    private final Summaries summaries;

    Completions(CodeBase code, ClassNodes classes, Summaries summaries) {
        this.code = code;
        this.classes = classes;
        this.summaries = summaries;
    }

    /** Returns where the body of a lambda first completes what it captures; null: nowhere. */
    @Nullable
    Site in(Handle lambda, int index) {
        int parameter = lambda.getTag() == Opcodes.H_INVOKESTATIC ? index : index - 1;
        CodeType type = type(lambda.getOwner());
        if (type == null || parameter < 0) {
            return null;
        }
        return type.methods(lambda.getName())
                .filter(method -> method.descriptor().equals(lambda.getDesc()))
                .findFirst()
                .map(method -> completion(
                        type, method, body -> body.variables().parameters().get(parameter)))
                .orElse(null);
    }

    /** Returns where an object of a local or anonymous class first completes what it captures; null: nowhere. */
    @Nullable
    Site in(MethodInsnNode construction, int index) {
        String field = classes.capturedBy(construction).get(index);
        CodeType type = type(construction.owner);
        if (type == null || field == null) {
            return null;
        }
        Place captured = new Place.FieldOf(new Place.Receiver(), field);
        Site first = null;
        for (CodeMethod method : type.methods()) {
            first = first != null || method.isConstructor() ? first : completion(type, method, body -> captured);
        }
        return first;
    }

    private @Nullable CodeType type(String internalName) {
        return code.type(Type.getObjectType(internalName).getClassName()).orElse(null);
    }

    private @Nullable Site completion(CodeType type, CodeMethod method, Function<Body, Place> place) {
        Summaries.Summary summary = summaries.of(method).orElse(null);
        MethodNode node = classes.method(method).orElse(null);
        if (summary == null || node == null) {
            return null;
        }
        Body body = new Body(type, method, node, Captures.NONE);
        Integer at = summary.completions().get(place.apply(body));
        return at == null ? null : body.at(at);
    }
}

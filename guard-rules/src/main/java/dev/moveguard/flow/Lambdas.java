package dev.moveguard.flow;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** What an {@code invokedynamic} makes: a lambda, a method reference, or something that only looks at what it is given. */
final class Lambdas {
    private Lambdas() {}

    /** Returns the method that will run; null: it makes no function. */
    static @Nullable Handle target(InvokeDynamicInsnNode dynamic) {
        boolean isFunction = dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory");
        return isFunction && dynamic.bsmArgs.length > 1 && dynamic.bsmArgs[1] instanceof Handle handle ? handle : null;
    }

    /** Whether the method is the body of a lambda, and no method that a reference names. */
    static boolean isBody(Handle target) {
        return target.getName().startsWith("lambda$");
    }

    /** Whether a lambda is made, and no method reference. */
    static boolean makesBody(InvokeDynamicInsnNode dynamic) {
        Handle target = target(dynamic);
        return target != null && isBody(target);
    }
}

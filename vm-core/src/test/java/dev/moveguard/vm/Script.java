package dev.moveguard.vm;

import java.util.List;
import java.util.function.UnaryOperator;

/** A generated program. Prints as one would write it, so that a shrunk counter-example can be read. */
sealed interface Script {
    record Value(int number) implements Script {
        @Override
        public String toString() {
            return String.valueOf(number);
        }
    }

    record Perform(int effect) implements Script {
        @Override
        public String toString() {
            return "perform e" + effect;
        }
    }

    record Say(String word, Script then) implements Script {
        @Override
        public String toString() {
            return "say " + word + "; " + then;
        }
    }

    record Sum(Script left, Script right) implements Script {
        @Override
        public String toString() {
            return "(" + left + ") + (" + right + ")";
        }
    }

    record Throw(int code) implements Script {
        @Override
        public String toString() {
            return "throw " + code;
        }
    }

    record Catch(Script body, Script answer) implements Script {
        @Override
        public String toString() {
            return "try {" + body + "} catch {" + answer + "}";
        }
    }

    record Finally(Script body, Script cleanup) implements Script {
        @Override
        public String toString() {
            return "try {" + body + "} finally {" + cleanup + "}";
        }
    }

    record Under(Answering handler, Script body) implements Script {
        @Override
        public String toString() {
            return "with " + handler + " {" + body + "}";
        }
    }

    record Observed(Script body) implements Script {
        @Override
        public String toString() {
            return "observed {" + body + "}";
        }
    }

    /** How a handler answers. The last two say in what the laws allow it to be replaced. */
    enum Behaviour {
        RESUME,
        TRANSFER,
        ABORT,
        PASS,
        PERFORM_AGAIN_AND_TRANSFER,
        PERFORM_AGAIN_AND_RESUME,
        CATCH_PERFORM_AGAIN,
        PERFORM_OTHER,
        THROW,
        TRANSFER_THROW,
        RESUME_THROW,
        WORK_AFTER_RESUME,
        THROW_AFTER_RESUME,
        CATCH_RESUME
    }

    /**
     * A handler that answers one effect and passes the others.
     *
     * @param silent whether it leaves no event of its own
     */
    record Answering(int effect, Behaviour behaviour, int number, boolean oneStep, boolean silent) {
        static Answering passing(boolean oneStep) {
            return new Answering(0, Behaviour.PASS, 0, oneStep, true);
        }

        Answering with(Behaviour other) {
            return new Answering(effect, other, number, oneStep, silent);
        }

        Answering inShape(boolean shape) {
            return new Answering(effect, behaviour, number, shape, silent);
        }

        @Override
        public String toString() {
            return "e" + effect + " -> " + behaviour + " " + number + (oneStep ? " (one step)" : "");
        }
    }

    /** A program with a hole. */
    record Context(List<UnaryOperator<Script>> outermostFirst) {
        Script around(Script hole) {
            Script filled = hole;
            for (int i = outermostFirst.size() - 1; i >= 0; i--) {
                filled = outermostFirst.get(i).apply(filled);
            }
            return filled;
        }

        @Override
        public String toString() {
            return around(new Value(0)).toString();
        }
    }

    /** Rewrites every scope, from the inside out. */
    default Script rewrite(UnaryOperator<Under> scope, UnaryOperator<Script> around) {
        if (this instanceof Say say) {
            return new Say(say.word(), say.then().rewrite(scope, around));
        }
        if (this instanceof Sum sum) {
            return new Sum(sum.left().rewrite(scope, around), sum.right().rewrite(scope, around));
        }
        if (this instanceof Catch guarded) {
            return new Catch(
                    guarded.body().rewrite(scope, around), guarded.answer().rewrite(scope, around));
        }
        if (this instanceof Finally guarded) {
            return new Finally(
                    guarded.body().rewrite(scope, around), guarded.cleanup().rewrite(scope, around));
        }
        if (this instanceof Under under) {
            return around.apply(
                    scope.apply(new Under(under.handler(), under.body().rewrite(scope, around))));
        }
        return this instanceof Observed seen ? new Observed(seen.body().rewrite(scope, around)) : this;
    }
}

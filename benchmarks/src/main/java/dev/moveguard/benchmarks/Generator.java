package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Effect;
import dev.moveguard.vm.Handler;
import dev.moveguard.vm.IRStream;
import dev.moveguard.vm.K;
import dev.moveguard.vm.StreamFactory;
import dev.moveguard.vm.StreamStep;
import org.jspecify.annotations.Nullable;

/** Adds up the values that a walk over a tree yields, one at a time; the rest of the walk is kept in between. */
final class Generator {
    private Generator() {}

    private record Yield(int value) implements Effect<Void> {}

    /** Stops the walk at each value, and keeps the rest of it. */
    private static final class Next implements Handler {
        private static final Control STOPPED = new Control.Pure(true);

        private int value;
        private @Nullable K rest;

        @Override
        public Control onEffect(Effect<?> effect, K k) {
            if (!(effect instanceof Yield yield)) {
                return new Control.Pass(effect, k);
            }
            value = yield.value();
            rest = k;
            return STOPPED;
        }
    }

    /** One level of the walk; its last step, the right half, is the next turn of the same stream. */
    private static final class Walk extends IRStream implements StreamFactory {
        private @Nullable Tree at;
        private boolean isBack; // from the left half

        Walk(@Nullable Tree at) {
            this.at = at;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            Tree node = at;
            if (node == null) {
                return done(null);
            }
            Tree left = node.left();
            if (left != null && !isBack) {
                isBack = true;
                return new Walk(left);
            }
            isBack = false;
            at = node.right();
            return new Control.Perform(new Yield(node.value()));
        }
    }

    private static final class Sum extends IRStream implements StreamFactory {
        private final int height;
        private final Next next = new Next();
        private boolean isStarted;
        private long sum;

        Sum(int height) {
            this.height = height;
        }

        @Override
        public IRStream open() {
            return this;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (!isStarted) {
                isStarted = true;
                return new Control.WithHandler(next, new Control.Expand(new Walk(Tree.ofHeight(height))));
            }
            K rest = next.rest;
            if (value == null || rest == null) {
                return done(sum);
            }
            sum += next.value;
            return new Control.Resume(rest, null);
        }
    }

    static long vm(int size) {
        return Main.number(new Control.Expand(new Sum(size)));
    }

    /** The walk as an iterator with a stack of its own: what one writes by hand for the want of a generator. */
    private static final class Stack {
        private final Tree[] nodes;
        private int depth;

        Stack(@Nullable Tree root, int height) {
            nodes = new Tree[height + 1];
            push(root);
        }

        private void push(@Nullable Tree from) {
            for (Tree node = from; node != null; node = node.left()) {
                nodes[depth++] = node;
            }
        }

        boolean hasNext() {
            return depth > 0;
        }

        int next() {
            Tree node = nodes[--depth];
            push(node.right());
            return node.value();
        }
    }

    static long java(int size) {
        long sum = 0;
        for (Stack walk = new Stack(Tree.ofHeight(size), size); walk.hasNext(); ) {
            sum += walk.next();
        }
        return sum;
    }

    static long threads(int size) throws InterruptedException {
        Tree root = Tree.ofHeight(size);
        Handover<Integer, Integer> handover = new Handover<>();
        handover.start(new Handover.Body<>() {
            @Override
            public void run(Handover<Integer, Integer> to) throws InterruptedException {
                walk(root, to);
            }
        });
        long sum = 0;
        for (Integer yielded = handover.next(); yielded != null; yielded = handover.answer(0)) {
            sum += yielded;
        }
        return sum;
    }

    private static void walk(@Nullable Tree from, Handover<Integer, Integer> to) throws InterruptedException {
        for (Tree node = from; node != null; node = node.right()) {
            walk(node.left(), to);
            to.perform(node.value());
        }
    }
}

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

    /** One value and the rest of the walk. */
    private record Yielded(int value, K rest) {}

    private record Keep() implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) {
            return effect instanceof Yield yield
                    ? new Control.Pure(new Yielded(yield.value(), k))
                    : new Control.Pass(effect, k);
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

    private static final class Sum extends IRStream {
        private final int height;
        private boolean isStarted;
        private long sum;

        Sum(int height) {
            this.height = height;
        }

        @Override
        protected StreamStep resume(@Nullable Object value) {
            if (!isStarted) {
                isStarted = true;
                return new Control.WithHandler(new Keep(), new Control.Expand(new Walk(Tree.ofHeight(height))));
            }
            if (value instanceof Yielded next) {
                sum += next.value();
                return new Control.Resume(next.rest(), null);
            }
            return done(sum);
        }
    }

    private record Start(int height) implements StreamFactory {
        @Override
        public IRStream open() {
            return new Sum(height);
        }
    }

    static long vm(int size) {
        return Main.number(new Control.Expand(new Start(size)));
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

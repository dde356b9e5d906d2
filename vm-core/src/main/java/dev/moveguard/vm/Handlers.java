package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Builds handlers from typed clauses and installs them.
 *
 * <pre>{@code
 * Handler state = Handlers.on(Get.class, (g, k) -> Program.transfer(k, store.get(g.key())))
 *         .on(Put.class, (p, k) -> Program.transfer(k, store.put(p.key(), p.value())))
 *         .orPass();
 * }</pre>
 */
public final class Handlers {
    private Handlers() {}

    /** Runs {@code body} under one handler. */
    public static <A> Program<A> install(Handler handler, Program<A> body) {
        return Program.instruction(new Control.WithHandler(handler, body));
    }

    /** Performs {@code effect} as the whole body under one handler. */
    public static <R> Program<R> install(Handler handler, Effect<R> effect) {
        return install(handler, Program.perform(effect));
    }

    /** Runs {@code body} under several handlers, outermost first; under none it is {@code body} itself. */
    public static <A> Program<A> install(List<Handler> outermostFirst, Program<A> body) {
        Program<A> wrapped = body;
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            wrapped = install(outermostFirst.get(i), wrapped);
        }
        return wrapped;
    }

    /** Runs {@code body} under an observer. */
    public static <A> Program<A> observe(Observer observer, Program<A> body) {
        return Program.instruction(new Control.WithObserver(observer, body));
    }

    /** Starts a handler with a clause for the effects of {@code type}, subtypes included. */
    public static <E extends Effect<?>> Clauses on(Class<E> type, Clause<? super E> clause) {
        return new Clauses(List.of()).on(type, clause);
    }

    /** Clauses so far; the first one whose type fits answers. */
    public static final class Clauses {
        private final List<TypedClause<?>> clauses;

        private Clauses(List<TypedClause<?>> clauses) {
            this.clauses = clauses;
        }

        /** Adds a clause; the clauses so far stay as they are. */
        public <E extends Effect<?>> Clauses on(Class<E> type, Clause<? super E> clause) {
            List<TypedClause<?>> more = new ArrayList<>(clauses);
            more.add(new TypedClause<>(type, clause));
            return new Clauses(more);
        }

        /** The finished handler; effects without a clause go to the next outer handler. */
        public Handler orPass() {
            return new TypedHandler(clauses.toArray(TypedClause<?>[]::new));
        }
    }

    private record TypedClause<E extends Effect<?>>(Class<E> type, Clause<? super E> clause) {
        TypedClause {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(clause, "clause");
        }

        Control answer(Effect<?> effect, K k) throws Exception {
            return clause.answer(type.cast(effect), k);
        }
    }

    private static final class TypedHandler implements Handler {
        private final TypedClause<?>[] clauses;

        TypedHandler(TypedClause<?>[] clauses) {
            this.clauses = clauses;
        }

        @Override
        public Control onEffect(Effect<?> effect, K k) throws Exception {
            for (TypedClause<?> clause : clauses) {
                if (clause.type().isInstance(effect)) {
                    return clause.answer(effect, k);
                }
            }
            return new Control.Pass(effect, k);
        }

        @Override
        public boolean handles(Class<?> effect) {
            for (TypedClause<?> clause : clauses) {
                if (clause.type().isAssignableFrom(effect)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String name() {
            return Arrays.stream(clauses)
                    .map(clause -> clause.type().getSimpleName())
                    .toList()
                    .toString();
        }
    }
}

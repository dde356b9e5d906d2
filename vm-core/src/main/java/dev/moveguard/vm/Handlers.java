package dev.moveguard.vm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return new Clauses(Map.of()).on(type, clause);
    }

    /** Clauses so far; the first one whose type fits answers. */
    public static final class Clauses {
        private final Map<Class<?>, Clause<Effect<?>>> clauses;

        private Clauses(Map<Class<?>, Clause<Effect<?>>> clauses) {
            this.clauses = clauses;
        }

        public <E extends Effect<?>> Clauses on(Class<E> type, Clause<? super E> clause) {
            Objects.requireNonNull(clause, "clause");
            Map<Class<?>, Clause<Effect<?>>> more = new LinkedHashMap<>(clauses);
            more.put(Objects.requireNonNull(type, "type"), (effect, k) -> clause.answer(type.cast(effect), k));
            return new Clauses(more);
        }

        /** The finished handler; effects without a clause go to the next outer handler. */
        public Handler orPass() {
            Map<Class<?>, Clause<Effect<?>>> table = new LinkedHashMap<>(clauses);
            return new TypedHandler(table);
        }
    }

    private record TypedHandler(Map<Class<?>, Clause<Effect<?>>> clauses) implements Handler {
        @Override
        public Control onEffect(Effect<?> effect, K k) throws Exception {
            for (Map.Entry<Class<?>, Clause<Effect<?>>> clause : clauses.entrySet()) {
                if (clause.getKey().isInstance(effect)) {
                    return clause.getValue().answer(effect, k);
                }
            }
            return new Control.Pass(effect, k);
        }

        @Override
        public String name() {
            return clauses.keySet().stream().map(Class::getSimpleName).toList().toString();
        }
    }
}

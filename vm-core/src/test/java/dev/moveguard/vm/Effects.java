package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;

/** Effects and little handlers that the scenarios share. */
final class Effects {
    private Effects() {}

    record Ask(String key) implements Effect<Object> {}

    record Other(String key) implements Effect<Object> {}

    record Log(String text) implements Effect<Object> {}

    record Add(int left, int right) implements Effect<Integer> {}

    /** An exception that only the tests throw. */
    static final class Boom extends RuntimeException {
        Boom(String message) {
            super(message);
        }
    }

    static final Ask ASK = new Ask("x");

    static int n(Object value) {
        return (Integer) value;
    }

    static Handler resuming(Object value) {
        return (effect, k) -> new Control.Resume(k, value);
    }

    static Handler transferring(Object value) {
        return (effect, k) -> new Control.Transfer(k, value);
    }

    static Handler passing() {
        return (effect, k) -> new Control.Pass(effect, k);
    }

    static Handler throwing(RuntimeException error) {
        return (effect, k) -> {
            throw error;
        };
    }

    /** Answers one type of effect and passes the others. */
    static Handler answering(Class<? extends Effect<?>> type, Object value) {
        return (effect, k) -> type.isInstance(effect) ? new Control.Transfer(k, value) : new Control.Pass(effect, k);
    }

    /** Collects log effects and passes the others. */
    static Handler logging(List<String> into) {
        return Handlers.on(Log.class, (log, k) -> {
                    into.add(log.text());
                    return new Control.Transfer(k, 0);
                })
                .orPass();
    }

    static <T> List<T> list() {
        return new ArrayList<>();
    }
}

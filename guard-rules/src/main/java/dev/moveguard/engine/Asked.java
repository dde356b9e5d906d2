package dev.moveguard.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What few runs ask for, and whether this one did; it is found out once. */
final class Asked<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T answer;

    Asked(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T known = answer == null ? source.get() : answer;
        answer = known;
        return known;
    }

    boolean isAsked() {
        return answer != null;
    }
}

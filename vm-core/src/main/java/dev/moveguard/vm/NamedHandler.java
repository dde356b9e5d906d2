package dev.moveguard.vm;

import java.util.Objects;

/** A handler under a name chosen by its user. */
record NamedHandler(String name, Handler handler) implements Handler {
    NamedHandler {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(handler, "handler");
    }

    /** Another name instead of this one: names do not nest. */
    @Override
    public Handler named(String other) {
        return new NamedHandler(other, handler);
    }

    @Override
    public Control onEffect(Effect<?> effect, K k) throws Exception {
        return handler.onEffect(effect, k);
    }

    @Override
    public boolean handles(Class<?> effect) {
        return handler.handles(effect);
    }
}

package dev.moveguard.vm;

/** A handler under a name chosen by its user. */
record NamedHandler(String name, Handler handler) implements Handler {
    @Override
    public Control onEffect(Effect<?> effect, K k) throws Exception {
        return handler.onEffect(effect, k);
    }

    @Override
    public boolean handles(Class<?> effect) {
        return handler.handles(effect);
    }
}

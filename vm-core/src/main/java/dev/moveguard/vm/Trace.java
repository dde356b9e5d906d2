package dev.moveguard.vm;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where an error was raised, in terms of the program rather than of the VM's own Java frames.
 *
 * <p>Serialisable, because an error carries it and errors are.
 *
 * @param frames outermost first, the error's place last; equal neighbours are one entry
 * @param handlers the names of the handlers in scope, innermost first
 */
public record Trace(List<TraceFrame> frames, List<String> handlers) implements Serializable {
    public Trace {
        frames = List.copyOf(frames);
        handlers = List.copyOf(handlers);
    }

    /** The trace of an error that has been raised in a VM; empty for one that has not. */
    public static Optional<Trace> of(Throwable error) {
        return TraceCarrier.on(error).map(TraceCarrier::trace);
    }

    @Override
    public String toString() {
        String places = frames.stream().map(frame -> "\n  at " + frame).collect(Collectors.joining());
        return "effect trace, outermost first:" + places + "\n  under handlers " + handlers;
    }
}

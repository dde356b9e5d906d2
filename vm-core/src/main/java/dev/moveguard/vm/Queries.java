package dev.moveguard.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Evaluates the instructions that only look; none of them uses a continuation up. */
final class Queries {
    private final FiberStack stack;
    private final Faults faults;

    Queries(FiberStack stack, Faults faults) {
        this.stack = stack;
        this.faults = faults;
    }

    @Nullable
    Object traceback(K k) {
        List<SourceLocation> places = new ArrayList<>();
        return look("GetTraceback", k, fiber -> addPlaces(fiber, places), places);
    }

    @Nullable
    Object handlers(K k) {
        List<Handler> handlers = new ArrayList<>();
        return look("GetHandlers", k, fiber -> addHandler(fiber, handlers), handlers);
    }

    @Nullable
    Object boundaries(K k) {
        List<Boundary> boundaries = new ArrayList<>();
        return look("GetBoundaries", k, fiber -> addBoundary(fiber, boundaries), boundaries);
    }

    @Nullable
    Object outerHandlers() {
        List<Handler> handlers = new ArrayList<>();
        for (Fiber fiber = stack.currentOrNull(); fiber != null; fiber = fiber.parent()) {
            addHandler(fiber, handlers);
        }
        return List.copyOf(handlers);
    }

    @Nullable
    Object executionContext(Control.GetExecutionContext query) {
        Throwable error = query.error();
        Trace known = error == null ? null : Trace.of(error).orElse(null);
        return known == null ? faults.context() : known;
    }

    private <T> @Nullable Object look(String query, K k, Consumer<Fiber> reader, List<T> found) {
        if (k.session() != stack.session()) {
            throw faults.fatal(ForeignContinuation.saying(query + " was given a continuation of another run"));
        }
        if (!k.isLive()) {
            return faults.usage(query + " needs a live continuation, this one is " + k);
        }
        k.inspect(reader);
        return List.copyOf(found);
    }

    private static void addPlaces(Fiber fiber, List<SourceLocation> places) {
        for (int depth = 0; depth < fiber.size(); depth++) {
            IRStream stream = fiber.frame(depth).stream();
            if (stream != null) {
                places.add(Descriptions.placeOf(stream));
            }
        }
    }

    private static void addHandler(Fiber fiber, List<Handler> handlers) {
        if (fiber.boundary() instanceof Boundary.Prompt prompt) {
            handlers.add(prompt.handler());
        }
    }

    private static void addBoundary(Fiber fiber, List<Boundary> boundaries) {
        Boundary boundary = fiber.boundary();
        if (boundary != null) {
            boundaries.add(boundary);
        }
    }
}

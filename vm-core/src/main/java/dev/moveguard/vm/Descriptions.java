package dev.moveguard.vm;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Asks user code what to call it, for traces and messages.
 *
 * <p>That happens while an error is under way, which must not be lost to a second one: what fails to describe itself is
 * shown by its class, with the failure beside it. Source: D103.
 */
final class Descriptions {
    private Descriptions() {}

    static String of(Handler handler) {
        return described(handler, "name()", handler::name);
    }

    static String of(Effect<?> effect) {
        return described(effect, "toString()", effect::toString);
    }

    static SourceLocation placeOf(IRStream stream) {
        try {
            SourceLocation place = stream.location();
            return place == null ? nowhere(stream, "gave null") : place;
        } catch (Throwable thrown) {
            HostFatal.rethrow(thrown);
            return nowhere(stream, failed(thrown));
        }
    }

    /** The class without its package, told apart also when it has no name of its own. */
    static String nameOf(Class<?> type) {
        String full = type.getName();
        int lambda = full.indexOf("$$Lambda");
        int end = lambda < 0 ? full.length() : lambda;
        return full.substring(full.lastIndexOf('.', end) + 1, end);
    }

    private static String described(Object about, String method, Callable<@Nullable String> description) {
        try {
            String text = description.call();
            return text == null ? without(about, method, "gave null") : text;
        } catch (Throwable thrown) {
            HostFatal.rethrow(thrown);
            return without(about, method, failed(thrown));
        }
    }

    private static SourceLocation nowhere(IRStream stream, String why) {
        return new SourceLocation(without(stream, "location()", why), "?", 0);
    }

    private static String failed(Throwable thrown) {
        return "threw " + thrown.getClass().getName();
    }

    private static String without(Object about, String method, String why) {
        return nameOf(about.getClass()) + " (its " + method + " " + why + ")";
    }
}

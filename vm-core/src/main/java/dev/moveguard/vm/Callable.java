package dev.moveguard.vm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plain function that {@link Control.Call} calls; its result is data, even when it is a program or a stream. */
@FunctionalInterface
public interface Callable {
    @Nullable
    Object call(List<?> arguments) throws Exception;
}

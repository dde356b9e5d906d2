package dev.moveguard.vm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a stream answers when it is stepped: the next {@link Control} or a stream to call, its result, or its error. */
public sealed interface StreamStep permits Control, IRStream, StreamStep.Done, StreamStep.Failed {
    /** The stream has ended with a value. */
    record Done(@Nullable Object value) implements StreamStep {}

    /** The stream has ended with an error; throwing out of the step means the same. */
    record Failed(Throwable error) implements StreamStep {
        public Failed {
            Objects.requireNonNull(error, "error");
        }
    }
}

package dev.moveguard.vm;

import java.io.Serializable;

/**
 * One entry of a {@link Trace}.
 *
 * @param line from 1; 0 when it is not known
 * @param repeat how many equal frames in a row this entry stands for, from 1
 */
public record TraceFrame(String function, String file, int line, int repeat) implements Serializable {
    static TraceFrame of(SourceLocation at) {
        return new TraceFrame(at.function(), at.file(), at.line(), 1);
    }

    boolean isAt(SourceLocation at) {
        return line == at.line() && function.equals(at.function()) && file.equals(at.file());
    }

    TraceFrame onceMore() {
        return new TraceFrame(function, file, line, repeat + 1);
    }

    @Override
    public String toString() {
        return new SourceLocation(function, file, line) + (repeat == 1 ? "" : " [x" + repeat + "]");
    }
}

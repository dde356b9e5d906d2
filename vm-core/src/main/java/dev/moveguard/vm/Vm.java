package dev.moveguard.vm;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs that perform effects.
 *
 * <pre>
 * int answer = new Vm().run(Handlers.install(handler, program));
 * </pre>
 *
 * <p>A VM is used by one thread at a time and runs one program at a time; each run is a session of its own. Between
 * runs it holds figures only. An error that no program catches leaves {@code run} as the object that was thrown.
 */
public final class Vm {
    private final VmConfig config;
    private final Counters counters = new Counters();
    private final @Nullable LeftOvers leftOvers; // null: diagnostics are off
    private final FiberArena arena;
    private List<String> leftOver = List.of();
    private @Nullable Machine machine; // null: no run is under way

    /** A VM with {@link VmConfig#standard()}. */
    public Vm() {
        this(VmConfig.standard());
    }

    public Vm(VmConfig config) {
        this.config = config;
        this.leftOvers = config.diagnostics() ? new LeftOvers() : null;
        this.arena = new FiberArena(counters, config.checkInvariants() || config.diagnostics(), leftOvers);
    }

    public VmConfig config() {
        return config;
    }

    /** Performs {@code effect} as a whole program. */
    public <R> R run(Effect<R> effect) {
        requireProgram(effect);
        return run(Program.perform(effect));
    }

    /** The same as {@link #run(Control)}, typed. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a Program<A> ends with an A; null when A allows it
    public <A> A run(Program<A> program) {
        return (A) run((Control) program);
    }

    /**
     * Runs {@code program} to its end and gives its value.
     *
     * @throws VmUsageException if a run is under way on this VM, or there is no program; nothing has been run
     * @throws VmFatalException if a continuation was used twice or outside its run
     */
    public @Nullable Object run(Control program) {
        requireProgram(program);
        if (machine != null) {
            throw new VmUsageException(
                    "this VM is running a program already; a program starts another one with Expand");
        }
        Machine started = new Machine(arena, new Session(config), counters);
        machine = started;
        try {
            return started.run(program);
        } finally {
            started.end();
            leftOver = leftOvers == null ? List.of() : leftOvers.report();
            machine = null;
        }
    }

    /**
     * Names the continuations that the last run left unused, dropped ones included until they are collected.
     *
     * @return empty unless {@link VmConfig#diagnostics} is on
     */
    public List<String> leftOver() {
        return leftOver;
    }

    /** What has been done so far; live figures are those of the run under way. */
    public VmStatistics statistics() {
        int liveFibers = machine == null ? 0 : machine.liveFibers();
        return new VmStatistics(
                liveFibers,
                machine == null ? 0 : machine.liveStreams(),
                arena.slotCount(),
                counters.fibersAllocated,
                counters.fibersFreed,
                counters.fibersAllocated - counters.fibersFreed - liveFibers,
                counters.framesPushed,
                counters.chainsDetached,
                counters.chainsAttached,
                counters.ksCreated + counters.answered + counters.passed,
                consumed());
    }

    private Map<Operation, Long> consumed() {
        Map<Operation, Long> consumed = new EnumMap<>(Operation.class);
        for (Operation by : Operation.values()) {
            consumed.put(by, counters.consumedBy(by));
        }
        return consumed;
    }

    private static void requireProgram(@Nullable Object program) {
        if (program == null) {
            throw new VmUsageException("run needs a program, it was given null");
        }
    }
}

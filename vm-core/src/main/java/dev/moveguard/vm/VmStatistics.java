package dev.moveguard.vm;

import java.util.Map;

/**
 * What a VM has done so far, over all its runs.
 *
 * @param liveFibers fibers on the running chain; 0 between runs
 * @param liveStreams streams in frames of the running chain; 0 between runs
 * @param slots how many fiber slots were ever needed at one time; 0 unless invariants or diagnostics are on
 * @param fibersDetached fibers that are in continuations now, or were when these were dropped
 * @param ksCreated continuations handed to handlers
 * @param consumed how often each operation used a continuation up
 */
public record VmStatistics(
        int liveFibers,
        int liveStreams,
        int slots,
        long fibersAllocated,
        long fibersFreed,
        long fibersDetached,
        long framesPushed,
        long chainsDetached,
        long chainsAttached,
        long ksCreated,
        Map<Operation, Long> consumed) {
    public VmStatistics {
        consumed = Map.copyOf(consumed);
    }

    /** Continuations that nobody has used: dropped, or kept somewhere outside the VM. */
    public long unconsumed() {
        return ksCreated - consumed.values().stream().mapToLong(Long::longValue).sum();
    }
}

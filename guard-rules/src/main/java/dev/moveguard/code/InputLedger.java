package dev.moveguard.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Accounts for every input of a run: read, skipped with a reason, or failed with a reason. */
public final class InputLedger {
    /** An input and why it was not judged. */
    public record Entry(String input, String reason) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byInput = input.compareTo(other.input);
            return byInput == 0 ? reason.compareTo(other.reason) : byInput;
        }
    }

    private final Set<String> read = new TreeSet<>();
    private final List<Entry> skipped = new ArrayList<>();
    private final List<Entry> failed = new ArrayList<>();
    private final List<Entry> undecided = new ArrayList<>();

    /** Notes a file or archive that was read; an archive counts once. */
    public void read(String input) {
        read.add(input);
    }

    /** Notes an input that holds nothing to judge. */
    public void skipped(String input, String reason) {
        skipped.add(new Entry(input, reason));
    }

    /** Notes an input that should have been judged and could not be. */
    public void failed(String input, String reason) {
        failed.add(new Entry(input, reason));
    }

    /** Notes an input that could not be judged here, and that a run with the whole build at hand may well judge. */
    public void undecided(String input, String reason) {
        failed(input, reason);
        undecided.add(new Entry(input, reason));
    }

    public int files() {
        return read.size();
    }

    public List<Entry> skipped() {
        return sorted(skipped);
    }

    public List<Entry> failed() {
        return sorted(failed);
    }

    /** Those of the failed inputs that another run may judge. */
    public List<Entry> undecided() {
        return sorted(undecided);
    }

    private static List<Entry> sorted(List<Entry> entries) {
        return entries.stream().distinct().sorted().toList();
    }
}

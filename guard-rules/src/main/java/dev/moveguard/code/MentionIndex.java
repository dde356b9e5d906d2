package dev.moveguard.code;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the types that mention a name. */
final class MentionIndex {
    private final List<CodeType> types;
    private final NameTable table;
    /** By the number of a name: where the types that mention it begin in {@link #places}; those of the next name end them. */
    private final int[] starts;
    /** Where the types stand in the list. */
    private final int[] places;

    /** @param types in the order in which they are to be found; all use one table */
    MentionIndex(List<CodeType> types) {
        this.types = types;
        this.table = types.isEmpty() ? new NameTable() : types.get(0).mentions().table();
        this.starts = new int[table.size() + 2];
        types.forEach(type -> count(type.mentions()));
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        this.places = new int[starts[starts.length - 1]];
        for (int place = 0; place < types.size(); place++) {
            for (int number : types.get(place).mentions().numbers()) {
                places[starts[number + 1]++] = place;
            }
        }
    }

    private void count(CodeType.Mentions mentions) {
        if (mentions.table() != table) {
            throw new IllegalArgumentException("the types of a code base number names by one table");
        }
        for (int number : mentions.numbers()) {
            starts[number + 2]++;
        }
    }

    /** A name that came to the table later is one that no type of this index mentions. */
    private boolean isNumbered(int number) {
        return number >= 0 && number < starts.length - 2;
    }

    boolean contains(String name) {
        int number = table.find(name);
        return isNumbered(number) && starts[number] < starts[number + 1];
    }

    Stream<CodeType> of(String name) {
        int number = table.find(name);
        return !isNumbered(number)
                ? Stream.empty()
                : IntStream.range(starts[number], starts[number + 1])
                        .map(at -> places[at])
                        .mapToObj(types::get);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int number = 0; isNumbered(number); number++) {
            if (starts[number] < starts[number + 1]) {
                names.add(table.name(number));
            }
        }
        return names;
    }
}

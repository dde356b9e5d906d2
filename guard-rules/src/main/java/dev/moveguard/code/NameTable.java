package dev.moveguard.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers names, each once, from 0: a run keeps which names a class mentions as numbers. */
public final class NameTable {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** Returns the number of a name, a new one if it has none. */
    public int number(String name) {
        Integer known = numbers.putIfAbsent(name, names.size());
        if (known != null) {
            return known;
        }
        names.add(name);
        return names.size() - 1;
    }

    /** Returns the number of a name; -1: it has none. */
    public int find(String name) {
        return numbers.getOrDefault(name, -1);
    }

    public String name(int number) {
        return names.get(number);
    }

    /** The names by their numbers. */
    public List<String> all() {
        return Collections.unmodifiableList(names);
    }

    public int size() {
        return names.size();
    }
}

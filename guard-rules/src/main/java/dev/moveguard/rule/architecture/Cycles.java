package dev.moveguard.rule.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds short cycles of a directed graph: as few as it takes for every edge that is on some cycle to be on one of them, and each the
 * shortest through one of its edges.
 */
final class Cycles {
    private final SortedMap<String, Set<String>> next;
    private final Map<String, Integer> components = new HashMap<>();

    private record Edge(String from, String to) {}

    private Cycles(SortedMap<String, Set<String>> next) {
        this.next = next;
        numberComponents();
    }

    /**
     * Finds them.
     *
     * @param edges for each node the nodes it leads to
     * @return each cycle once, beginning with its smallest node, which is not repeated at the end; the shortest first
     */
    static List<List<String>> of(Map<String, ? extends Collection<String>> edges) {
        SortedMap<String, Set<String>> next = new TreeMap<>();
        edges.forEach((from, to) -> next.put(from, new TreeSet<>(to)));
        edges.values().forEach(to -> to.forEach(node -> next.putIfAbsent(node, new TreeSet<>())));
        return new Cycles(next).cover();
    }

    private List<List<String>> cover() {
        Set<List<String>> candidates = new LinkedHashSet<>();
        next.forEach((from, targets) -> targets.stream()
                .filter(to -> !to.equals(from) && component(from) == component(to))
                .forEach(to -> candidates.add(canonical(shortest(to, from)))));
        Comparator<List<String>> bySize = Comparator.comparingInt(List::size);
        List<List<String>> sorted = candidates.stream()
                .sorted(bySize.thenComparing(cycle -> String.join("\n", cycle)))
                .toList();
        Set<Edge> covered = new HashSet<>();
        return sorted.stream().filter(cycle -> covered.addAll(edges(cycle))).toList();
    }

    private static Set<Edge> edges(List<String> cycle) {
        Set<Edge> edges = new HashSet<>();
        for (int i = 0; i < cycle.size(); i++) {
            edges.add(new Edge(cycle.get(i), cycle.get((i + 1) % cycle.size())));
        }
        return edges;
    }

    private static List<String> canonical(List<String> cycle) {
        List<String> rotated = new ArrayList<>(cycle);
        Collections.rotate(rotated, -rotated.indexOf(Collections.min(rotated)));
        return rotated;
    }

    private int component(String node) {
        return components.getOrDefault(node, 0);
    }

    /** Returns the nodes of a shortest way between two nodes of one component, both included. */
    private List<String> shortest(String from, String to) {
        Map<String, String> before = new HashMap<>(Map.of(from, from));
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!before.containsKey(to)) {
            String node = open.remove();
            for (String neighbour : next.getOrDefault(node, Set.of())) {
                if (component(neighbour) == component(from) && before.putIfAbsent(neighbour, node) == null) {
                    open.add(neighbour);
                }
            }
        }
        List<String> way =
                new ArrayList<>(Stream.iterate(to, node -> !node.equals(from), node -> before.getOrDefault(node, from))
                        .toList());
        way.add(from);
        Collections.reverse(way);
        return way;
    }

    // --- strongly connected components, after Kosaraju and Sharir -----------------------------------------------

    private void numberComponents() {
        Map<String, Set<String>> previous = new HashMap<>();
        next.forEach((from, targets) -> targets.forEach(
                to -> previous.computeIfAbsent(to, key -> new TreeSet<>()).add(from)));
        List<String> order = finished();
        Collections.reverse(order);
        int number = 0;
        for (String node : order) {
            number++;
            Deque<String> open = new ArrayDeque<>(List.of(node));
            while (!open.isEmpty()) {
                String one = open.remove();
                if (components.putIfAbsent(one, number) == null) {
                    previous.getOrDefault(one, Set.of()).stream()
                            .filter(other -> !components.containsKey(other))
                            .forEach(open::add);
                }
            }
        }
    }

    /** Returns the nodes in the order in which a depth-first walk leaves them. */
    private List<String> finished() {
        List<String> order = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String root : next.keySet()) {
            Deque<String> path = new ArrayDeque<>();
            Deque<Iterator<String>> open = new ArrayDeque<>();
            enter(root, seen, path, open);
            while (!path.isEmpty()) {
                if (open.element().hasNext()) {
                    enter(open.element().next(), seen, path, open);
                } else {
                    open.pop();
                    order.add(path.pop());
                }
            }
        }
        return order;
    }

    private void enter(String node, Set<String> seen, Deque<String> path, Deque<Iterator<String>> open) {
        if (seen.add(node)) {
            path.push(node);
            open.push(next.getOrDefault(node, Set.of()).iterator());
        }
    }
}

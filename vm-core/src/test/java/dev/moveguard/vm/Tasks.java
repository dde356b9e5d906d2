package dev.moveguard.vm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A little scheduler, first in, first out, for the scenarios that need tasks: a handler like any other, on the public API.
 *
 * <pre>
 * task body -> its prompt -> base        each task in turn; what is parked is a K
 * </pre>
 */
final class Tasks {
    /** Starts a task under the handlers and observers of this place; the child runs first. */
    record Spawn(String name, Control body) implements Effect<Task> {}

    /** Lets the others go first. */
    record Yield() implements Effect<Object> {}

    /** Waits for the value of a task. */
    record Await(Task task) implements Effect<Object> {}

    private record Ended(Task task, @Nullable Object value) implements Effect<Object> {}

    /** What a spawner gets. */
    static final class Task {
        private final String name;
        private final List<K> waiting = new ArrayList<>();
        private boolean ended;
        private @Nullable Object value;

        private Task(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final Way way;
    private final Deque<Supplier<Control>> ready = new ArrayDeque<>();
    private final List<String> schedule = new ArrayList<>();
    private int switches;

    Tasks(Way way) {
        this.way = way;
    }

    /** Runs {@code body} as the first task; its value is the value of all. */
    Control scheduled(Control body) {
        return started(new Task("root"), body);
    }

    /** Who ran, in order. */
    List<String> schedule() {
        return schedule;
    }

    int switches() {
        return switches;
    }

    private Control started(Task task, Control body) {
        return way.under(
                (effect, k) -> step(task, effect, k), way.bind(body, value -> way.perform(new Ended(task, value))));
    }

    private Control step(Task task, Effect<?> effect, K k) {
        if (effect instanceof Spawn spawn) {
            return way.bind(new Control.GetBoundaries(k), found -> spawned(task, spawn, k, (List<?>) found));
        }
        if (effect instanceof Yield) {
            goesOn(task, k, 0);
            return next();
        }
        if (effect instanceof Await await) {
            return awaited(await.task(), k);
        }
        return effect instanceof Ended ended ? ended(ended) : new Control.Pass(effect, k);
    }

    private Control spawned(Task spawner, Spawn spawn, K k, List<?> boundaries) {
        Task child = new Task(spawn.name());
        Control body = spawn.body();
        for (Object boundary : boundaries.subList(0, boundaries.size() - 1)) {
            body = ((Boundary) boundary).around(body);
        }
        Control whole = body;
        ready.add(() -> {
            schedule.add(child.name);
            return started(child, whole);
        });
        goesOn(spawner, k, child);
        return next();
    }

    private Control awaited(Task task, K k) {
        if (task.ended) {
            return new Control.Transfer(k, task.value);
        }
        task.waiting.add(k);
        return next();
    }

    private Control ended(Ended ended) {
        Task task = ended.task();
        task.ended = true;
        task.value = ended.value();
        task.waiting.forEach(k -> goesOn(task, k, task.value));
        return task.name.equals("root") ? new Control.Pure(task.value) : next();
    }

    private void goesOn(Task task, K k, @Nullable Object value) {
        ready.add(() -> {
            schedule.add(task.name);
            return new Control.Transfer(k, value);
        });
    }

    private Control next() {
        switches++;
        return new Control.TailEval(ready.remove().get());
    }
}

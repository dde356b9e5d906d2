package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.answering;
import static dev.moveguard.vm.Effects.list;
import static dev.moveguard.vm.Effects.n;
import static dev.moveguard.vm.Effects.resuming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.vm.Effects.Ask;
import dev.moveguard.vm.Effects.Boom;
import dev.moveguard.vm.Effects.Log;
import dev.moveguard.vm.Effects.Other;
import dev.moveguard.vm.Tasks.Await;
import dev.moveguard.vm.Tasks.Spawn;
import dev.moveguard.vm.Tasks.Task;
import dev.moveguard.vm.Tasks.Yield;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;

/** Scenarios of tasks, attempts and memos whose handlers a test writes in a few lines: they need no library. */
class LittleHandlersScenarioTest {
    private final Vm vm = new Vm();

    private static Control awaiting(Way way, Control spawn) {
        return way.bind(spawn, task -> way.perform(new Await((Task) task)));
    }

    private static Control spawn(Way way, String name, Control body) {
        return way.perform(new Spawn(name, body));
    }

    @Scenario
    @Tag("VM-S-161")
    void spawnedTasksAreObservedAsTheirSpawnSiteWas(Way way) {
        List<String> told = list();
        Observer outer = effect -> told.add("outer " + effect.getClass().getSimpleName());
        Observer inner = effect -> told.add("inner " + effect.getClass().getSimpleName());
        Handler asking = (effect, k) -> effect instanceof Ask
                ? way.bind(way.perform(new Other("of the handler")), x -> new Control.Resume(k, x))
                : new Control.Pass(effect, k);
        Control leaf = way.perform(ASK);
        Control grandchild = awaiting(way, spawn(way, "grandchild", leaf));
        Control gathered = way.bind(
                spawn(way, "one", leaf),
                one -> way.bind(
                        spawn(way, "two", leaf),
                        two -> way.bind(
                                way.perform(new Await((Task) one)),
                                a -> way.map(way.perform(new Await((Task) two)), b -> List.of(a, b)))));
        for (Control tasks : List.of(
                awaiting(way, spawn(way, "child", leaf)), awaiting(way, spawn(way, "child", grandchild)), gathered)) {
            told.clear();
            Control body = new Control.WithObserver(outer, way.under(asking, new Control.WithObserver(inner, tasks)));

            vm.run(way.under(resuming(1), new Tasks(way).scheduled(body)));

            int asked = tasks == gathered ? 2 : 1;
            assertThat(told).filteredOn("inner Ask"::equals).hasSize(asked);
            assertThat(told).filteredOn("outer Ask"::equals).hasSize(asked);
            assertThat(told)
                    .filteredOn("outer Other"::equals)
                    .as("what the handler performs")
                    .hasSize(asked);
            assertThat(told).doesNotContain("inner Other");
            assertThat(told.indexOf("inner Ask")).isLessThan(told.indexOf("outer Ask"));
        }
    }

    @Scenario
    @Tag("VM-S-184")
    void tenThousandSwitchesPileNothingUp(Way way) {
        Tasks tasks = new Tasks(way);
        AtomicInteger deepest = new AtomicInteger();
        Control measuring = way.then(
                way.perform(new Yield()),
                way.act(go -> deepest.accumulateAndGet(vm.statistics().liveStreams(), Math::max)));
        Control turns = way.repeat(5_000, measuring);
        Control two = way.bind(spawn(way, "a", turns), a -> way.then(turns, way.perform(new Await((Task) a))));

        vm.run(tasks.scheduled(two));

        assertThat(tasks.switches()).isGreaterThanOrEqualTo(10_000);
        assertThat(deepest.get()).isPositive().isLessThan(10);
    }

    @Scenario
    @Tag("VM-S-039")
    void twoAnswerAmongTwentyNineInATaskToo(Way way) {
        List<Handler> handlers = list();
        for (int i = 1; i <= 29; i++) {
            handlers.add(0, i == 9 ? askingForB(way) : i == 18 ? answering(Other.class, "B") : Effects.passing());
        }

        assertThat(vm.run(new Tasks(way).scheduled(way.under(handlers, way.perform(ASK)))))
                .isEqualTo("A(B)");
        assertThat(vm.run(new Tasks(way)
                        .scheduled(way.under(handlers, awaiting(way, spawn(way, "t", way.perform(ASK)))))))
                .isEqualTo("A(B)");
    }

    private static Handler askingForB(Way way) {
        return (effect, k) -> effect instanceof Ask
                ? way.bind(way.perform(new Other("b")), b -> new Control.Transfer(k, "A(" + b + ")"))
                : new Control.Pass(effect, k);
    }

    @Scenario
    @Tag("VM-S-049")
    void tasksShareTheStateOfAHandler(Way way) {
        AtomicInteger state = new AtomicInteger();
        Handler counting = Handlers.on(Ask.class, (ask, k) -> new Control.Transfer(k, state.incrementAndGet()))
                .orPass();
        Control ten = way.repeat(10, way.then(way.perform(ASK), way.perform(new Yield())));
        Control two =
                way.bind(spawn(way, "a", ten), a -> way.all(ten, way.perform(new Await((Task) a)), way.perform(ASK)));

        assertThat(vm.run(new Tasks(way).scheduled(way.under(counting, two)))).isEqualTo(21);
    }

    @Scenario
    @Tag("VM-S-082")
    void aMissMaySpawnAndWait(Way way) {
        Handler slow = (effect, k) -> effect instanceof Other
                ? way.bind(
                        awaiting(way, spawn(way, "computing", way.then(way.perform(new Yield()), way.pure(20)))),
                        found -> new Control.Resume(k, found))
                : new Control.Pass(effect, k);
        Handler memo = (effect, k) -> effect instanceof Ask
                ? way.bind(way.perform(new Other("miss")), found -> new Control.Resume(k, n(found) + 1))
                : new Control.Pass(effect, k);
        Control body = way.map(way.perform(ASK), x -> n(x) * 2);

        assertThat(vm.run(new Tasks(way).scheduled(way.under(List.of(slow, memo), body))))
                .isEqualTo(42);
    }

    @Scenario
    @Tag("VM-S-226")
    void theSameProgramInterleavesTheSameWay(Way way) {
        Control turns = way.repeat(3, way.perform(new Yield()));
        Control program = way.bind(
                spawn(way, "a", turns),
                a -> way.bind(
                        spawn(way, "b", way.then(turns, awaiting(way, spawn(way, "c", turns)))),
                        b -> way.then(way.perform(new Await((Task) b)), way.perform(new Await((Task) a)))));
        Tasks first = new Tasks(way);
        Tasks second = new Tasks(way);

        vm.run(first.scheduled(program));
        vm.run(second.scheduled(program));

        assertThat(first.schedule()).contains("a", "b", "c").isEqualTo(second.schedule());
        assertThat(first.schedule()).startsWith("a", "root", "a", "b", "root", "a");
    }

    @Scenario
    @Tag("VM-S-205")
    void attemptsSucceedFailAndNest(Way way) {
        Boom boom = new Boom("x");
        Control ok = Way.program(way.pure(42)).attempt();
        Control failed = Way.program(way.fail(boom)).attempt();
        Control handlerFailed =
                Way.program(way.under(Effects.throwing(boom), way.perform(ASK))).attempt();

        assertThat(vm.run(ok)).isEqualTo(new Result.Ok<>(42));
        assertThat(vm.run(failed)).isEqualTo(new Result.Err<>(boom));
        assertThat(vm.run(Way.program(failed).attempt())).isEqualTo(new Result.Ok<>(new Result.Err<>(boom)));
        assertThat(vm.run(Way.program(Way.program(ok).attempt()).attempt()))
                .isEqualTo(new Result.Ok<>(new Result.Ok<>(new Result.Ok<>(42))));
        assertThat(vm.run(handlerFailed)).isEqualTo(new Result.Err<>(boom));
    }

    @Scenario
    @Tag("VM-S-206")
    void aFailedAttemptRollsNothingBack(Way way) {
        Map<String, Object> store = new HashMap<>();
        Handler state = (effect, k) -> {
            if (effect instanceof Log put) {
                return new Control.Transfer(k, String.valueOf(store.put("x", put.text())));
            }
            return new Control.Transfer(k, String.valueOf(store.get("x")));
        };
        Control putThenFail = way.then(way.perform(new Log("put")), way.fail(new Boom("after")));
        Control program = way.bind(
                Way.program(putThenFail).attempt(),
                r -> way.map(way.perform(ASK), x -> List.of(r instanceof Result.Err, x)));

        assertThat(vm.run(way.under(state, program))).isEqualTo(List.of(true, "put"));
    }

    private record Slog(String level, String text) implements Effect<Object> {}

    @Scenario
    @Tag("VM-S-212")
    void aStructuredLogNeedsItsHandler(Way way) {
        List<String> written = list();
        Control both = way.then(way.perform(new Log("told")), way.perform(new Slog("info", "logged")));

        assertThatThrownBy(() -> vm.run(way.under(Effects.logging(written), both)))
                .isInstanceOfSatisfying(
                        UnhandledEffectException.class,
                        unhandled -> assertThat(unhandled.effect()).isEqualTo(new Slog("info", "logged")));
        assertThat(written).containsExactly("told");
    }

    /** Answers from what it has; a miss performs the effect again, outwards, and keeps the answer where there is a store. */
    private static Handler memo(Way way, Map<Effect<?>, Object> kept, boolean isStoring) {
        return (effect, k) -> {
            if (kept.containsKey(effect)) {
                return new Control.Transfer(k, kept.get(effect));
            }
            return way.bind(way.perform(effect), value -> {
                if (isStoring) {
                    kept.put(effect, value);
                }
                return new Control.Transfer(k, value);
            });
        };
    }

    @Scenario
    @Tag("VM-S-251")
    void aMemoComputesOnce(Way way) {
        for (boolean isStoring : List.of(true, false)) {
            AtomicInteger computed = new AtomicInteger();
            Handler computing = (effect, k) -> {
                computed.incrementAndGet();
                return new Control.Resume(k, ((Ask) effect).key().length());
            };
            Control twice = way.bind(
                    way.perform(new Ask("four")), a -> way.map(way.perform(new Ask("four")), b -> List.of(a, b)));

            assertThat(vm.run(way.under(List.of(computing, memo(way, new HashMap<>(), isStoring)), twice)))
                    .isEqualTo(List.of(4, 4));
            assertThat(computed).hasValue(isStoring ? 1 : 2);
        }
    }

    /** The look-up is guarded, the resume is not: an error of the body is no failed look-up. */
    @Scenario
    @Tag("VM-S-252")
    void aMissingKeyOfTheBodyIsNoCacheMiss(Way way) {
        AtomicInteger misses = new AtomicInteger();
        Control lookUp = way.bind(way.pure("kept"), way::pure);
        Control miss = way.act(go -> "miss " + misses.incrementAndGet());
        Handler guardsTheLookUp = (effect, k) -> way.bind(
                way.catching(lookUp, NoSuchElementException.class, e -> miss), found -> new Control.Resume(k, found));
        Handler guardsTheBodyToo = (effect, k) -> way.catching(
                way.bind(lookUp, found -> way.bind(new Control.Resume(k, found), way::pure)),
                NoSuchElementException.class,
                e -> miss);
        NoSuchElementException missing = new NoSuchElementException("of the body");
        Control body = way.then(way.perform(ASK), way.fail(missing));

        assertThatThrownBy(() -> vm.run(way.under(guardsTheLookUp, body))).isSameAs(missing);
        assertThat(misses).hasValue(0);
        assertThat(vm.run(way.under(guardsTheBodyToo, body)))
                .as("as it must not be written")
                .isEqualTo("miss 1");
    }
}

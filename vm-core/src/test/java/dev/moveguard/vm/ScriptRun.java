package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.n;

import dev.moveguard.vm.Effects.Boom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One run of a generated program in one way: what came out, and the events in their order. */
final class ScriptRun {
    /** What a law compares. An error counts by its class, and a thrown one by its message. */
    record Outcome(String result, List<String> events) {}

    /** One class for each number, so that handlers can be told apart by class. */
    private sealed interface Numbered extends Effect<Integer> {
        record Zero() implements Numbered {}

        record One() implements Numbered {}

        record Two() implements Numbered {}

        static Numbered of(int index) {
            return index == 0 ? new Zero() : index == 1 ? new One() : new Two();
        }
    }

    /** Tells the VM which effects it would only pass. */
    private record Telling(Class<?> handled, Handler handler) implements Handler {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == handled;
        }

        @Override
        public Control onEffect(Effect<?> effect, K k) throws Exception {
            return handler.onEffect(effect, k);
        }
    }

    /** Transfers a value, in the short way. */
    private record Answering(Class<?> handled, Callable answer) implements Handler.Answering {
        @Override
        public boolean handles(Class<?> effect) {
            return effect == handled;
        }

        @Override
        public @org.jspecify.annotations.Nullable Object answer(Effect<?> effect) throws Exception {
            return answer.call(List.of());
        }
    }

    private final Way way;
    private final List<String> events = new ArrayList<>();

    private ScriptRun(Way way) {
        this.way = way;
    }

    static Outcome of(Script script, Way way) {
        return of(script, way, VmConfig.standard());
    }

    static Outcome of(Script script, Way way, VmConfig config) {
        ScriptRun run = new ScriptRun(way);
        return run.outcome(run.program(script), new Vm(config));
    }

    /** The program itself, for a test that builds more around it. */
    static Control control(Script script, Way way) {
        return new ScriptRun(way).program(script);
    }

    /** Runs the program under so many attempts. */
    static Outcome ofAttempt(Script script, Way way, int attempts) {
        ScriptRun run = new ScriptRun(way);
        Control program = run.program(script);
        for (int i = 0; i < attempts; i++) {
            program = Way.program(program).attempt();
        }
        return run.outcome(way.map(program, ScriptRun::shown), new Vm());
    }

    private static String shown(Object result) {
        if (result instanceof Result.Ok<?> ok) {
            return "Ok(" + shown(Objects.requireNonNull(ok.value())) + ")";
        }
        if (result instanceof Result.Err<?> err) {
            return "Err(" + (err.error() instanceof Boom boom ? "threw " + boom.getMessage() : "unhandled") + ")";
        }
        return String.valueOf(result);
    }

    /** Runs the program as the tail of another one. */
    static Outcome ofTail(Script script, Way way) {
        ScriptRun run = new ScriptRun(way);
        return run.outcome(way.yielding(new Control.TailEval(run.program(script))), new Vm());
    }

    private Outcome outcome(Control program, Vm vm) {
        return new Outcome(result(program, vm), List.copyOf(events));
    }

    private static String result(Control program, Vm vm) {
        try {
            return String.valueOf(vm.run(program));
        } catch (Boom thrown) {
            return "threw " + thrown.getMessage();
        } catch (UnhandledEffectException unhandled) {
            return "unhandled";
        }
    }

    private Control program(Script script) {
        if (script instanceof Script.Value value) {
            return way.pure(value.number());
        }
        if (script instanceof Script.Perform perform) {
            return way.perform(Numbered.of(perform.effect()));
        }
        if (script instanceof Script.Say say) {
            return way.then(way.act(go -> events.add(say.word())), program(say.then()));
        }
        if (script instanceof Script.Sum sum) {
            return way.bind(program(sum.left()), a -> way.map(program(sum.right()), b -> (n(a) + n(b)) % 1000));
        }
        return script instanceof Script.Throw thrown ? way.fail(boom(thrown.code())) : scope(script);
    }

    private Control scope(Script script) {
        if (script instanceof Script.Catch guarded) {
            return catching(program(guarded.body()), program(guarded.answer()));
        }
        if (script instanceof Script.Finally guarded) {
            return way.ensure(program(guarded.body()), program(guarded.cleanup()));
        }
        if (script instanceof Script.Observed seen) {
            return new Control.WithObserver(effect -> {}, program(seen.body()));
        }
        Script.Under under = (Script.Under) script;
        return new Control.WithHandler(handler(under.handler()), program(under.body()));
    }

    private Control catching(Control body, Control answer) {
        return way.catching(body, RuntimeException.class, error -> answer);
    }

    private Handler handler(Script.Answering spec) {
        Class<?> handled = Numbered.of(spec.effect()).getClass();
        if (spec.oneStep() && spec.behaviour() == Script.Behaviour.TRANSFER) {
            return new Answering(handled, none -> told(spec));
        }
        if (spec.oneStep() && spec.behaviour() == Script.Behaviour.PASS && spec.number() % 2 == 1) {
            return new Answering(handled, none -> Handler.Answering.PASS);
        }
        Handler handler = (effect, k) -> {
            Control answer = effect.getClass() == handled && spec.behaviour() != Script.Behaviour.PASS
                    ? answer(spec, effect, k)
                    : new Control.Pass(effect, k);
            return spec.oneStep() || answer instanceof Control.Expand || answer instanceof Program<?>
                    ? answer
                    : way.yielding(answer);
        };
        return spec.number() % 2 == 0 ? new Telling(handled, handler) : handler;
    }

    private int told(Script.Answering spec) {
        if (!spec.silent()) {
            events.add("asked " + spec.effect());
        }
        return spec.number();
    }

    private Control answer(Script.Answering spec, Effect<?> effect, K k) {
        int number = told(spec);
        Boom error = boom(number);
        return switch (spec.behaviour()) {
            case RESUME -> new Control.Resume(k, number);
            case TRANSFER -> new Control.Transfer(k, number);
            case ABORT -> new Control.Pure(number);
            case PASS -> new Control.Pass(effect, k);
            case PERFORM_AGAIN_AND_TRANSFER -> way.bind(way.perform(effect), x -> new Control.Transfer(k, x));
            case PERFORM_AGAIN_AND_RESUME -> way.bind(way.perform(effect), x -> new Control.Resume(k, n(x) + number));
            case CATCH_PERFORM_AGAIN ->
                way.bind(catching(way.perform(effect), way.pure(number)), x -> new Control.Transfer(k, x));
            case PERFORM_OTHER ->
                way.bind(
                        way.perform(Numbered.of((spec.effect() + 1) % 3)), x -> new Control.Transfer(k, n(x) + number));
            case THROW -> throwing(spec, error);
            case TRANSFER_THROW -> new Control.TransferThrow(k, error);
            case RESUME_THROW -> new Control.ResumeThrow(k, error);
            case WORK_AFTER_RESUME ->
                way.map(new Control.Resume(k, number), r -> {
                    events.add("after " + number);
                    return (n(r) + 1) % 1000;
                });
            case THROW_AFTER_RESUME -> way.then(new Control.Resume(k, number), way.fail(error));
            case CATCH_RESUME -> catching(way.bind(new Control.Resume(k, number), way::pure), way.pure(number));
        };
    }

    private Control throwing(Script.Answering spec, Boom error) {
        if (spec.oneStep()) {
            throw error;
        }
        return way.fail(error);
    }

    private static Boom boom(int code) {
        return new Boom("boom " + code);
    }
}

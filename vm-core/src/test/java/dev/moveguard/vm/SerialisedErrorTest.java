package dev.moveguard.vm;

import static dev.moveguard.vm.Effects.ASK;
import static dev.moveguard.vm.Effects.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.moveguard.vm.Effects.Boom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Errors travel between hosts, as test runners and remote calls make them. */
class SerialisedErrorTest {
    private static Throwable copyOf(Throwable error) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Throwable) in.readObject();
        }
    }

    private static String printed(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aCopyKeepsItsTrace() throws IOException, ClassNotFoundException {
        Throwable error = catchThrowable(
                () -> new Vm().run(Program.fail(new Boom("far away")).named("leaf")));

        Throwable copy = copyOf(error);

        assertThat(Trace.of(copy)).isPresent().isEqualTo(Trace.of(error));
        assertThat(printed(copy)).contains("far away", "at leaf (?:0)");
    }

    @Test
    void aCopyMayBeRaisedAgain() throws IOException, ClassNotFoundException {
        Throwable copy = copyOf(catchThrowable(
                () -> new Vm().run(Program.fail(new Boom("far away")).named("there"))));

        Throwable again = catchThrowable(() -> new Vm().run(Program.fail(copy).named("here")));

        assertThat(again).isSameAs(copy);
        assertThat(Trace.of(again).orElseThrow().frames())
                .extracting(TraceFrame::function)
                .containsExactly("here");
    }

    @Test
    void aCopyOfUnhandledHasNoEffectAnyMore() throws IOException, ClassNotFoundException {
        Throwable error =
                catchThrowable(() -> new Vm().run(Handlers.install(passing().named("passing"), Program.perform(ASK))));

        assertThat(copyOf(error)).isInstanceOfSatisfying(UnhandledEffectException.class, copy -> {
            assertThat(copy.passedBy()).containsExactly("passing");
            assertThatIllegalStateException()
                    .isThrownBy(copy::effect)
                    .withMessageContaining("the effect did not travel")
                    .withMessageContaining("Ask[key=x]");
        });
    }
}

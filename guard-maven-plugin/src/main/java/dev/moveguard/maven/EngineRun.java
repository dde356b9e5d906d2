package dev.moveguard.maven;

import dev.moveguard.maven.contract.Engine;
import dev.moveguard.maven.contract.Outcome;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecutionException;

/** One question to the engine, in a class loader and a thread that end with it. */
final class EngineRun {
    /** Deeply nested code is read recursively; the command line has as much. */
    private static final long STACK_BYTES = 16L << 20;

    private EngineRun() {}

    /** @throws MojoExecutionException when the engine does not start, or has a bug */
    static Outcome ask(List<URL> classPath, Function<Engine, Outcome> question) throws MojoExecutionException {
        try (EngineLoader loader = new EngineLoader(classPath)) {
            Engine engine = loader.engine();
            FutureTask<Outcome> answer = new FutureTask<>(() -> question.apply(engine));
            Thread thread = new Thread(null, answer, "guard", STACK_BYTES);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            thread.start();
            return answer.get();
        } catch (ExecutionException e) {
            throw new MojoExecutionException(
                    "guard: internal error, a bug of this plugin; please report it with the stack trace of mvn -e: "
                            + e.getCause(),
                    e.getCause());
        } catch (ReflectiveOperationException | IOException e) {
            throw new MojoExecutionException("guard: the engine does not start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("guard: interrupted", e);
        }
    }
}

package dev.moveguard.code.source;

import java.util.Locale;
import org.eclipse.jdt.core.compiler.CategorizedProblem;
import org.eclipse.jdt.internal.compiler.IProblemFactory;
import org.eclipse.jdt.internal.compiler.problem.DefaultProblemFactory;
import org.jspecify.annotations.Nullable;

/** The compiler's problems, in English. The texts are read for the first one: to read them takes as long as to parse ten sources. */
final class LateProblems implements IProblemFactory {
    private @Nullable IProblemFactory read;

    private IProblemFactory texts() {
        IProblemFactory texts = read == null ? new DefaultProblemFactory(Locale.ROOT) : read;
        read = texts;
        return texts;
    }

    @Override
    public CategorizedProblem createProblem(
            char[] file,
            int id,
            String[] arguments,
            String[] messageArguments,
            int severity,
            int start,
            int end,
            int line,
            int column) {
        return texts().createProblem(file, id, arguments, messageArguments, severity, start, end, line, column);
    }

    @Override
    public CategorizedProblem createProblem(
            char[] file,
            int id,
            String[] arguments,
            int elaboration,
            String[] messageArguments,
            int severity,
            int start,
            int end,
            int line,
            int column) {
        return texts().createProblem(
                        file, id, arguments, elaboration, messageArguments, severity, start, end, line, column);
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    @Override
    public String getLocalizedMessage(int id, String[] arguments) {
        return texts().getLocalizedMessage(id, arguments);
    }

    @Override
    public String getLocalizedMessage(int id, int elaboration, String[] arguments) {
        return texts().getLocalizedMessage(id, elaboration, arguments);
    }
}

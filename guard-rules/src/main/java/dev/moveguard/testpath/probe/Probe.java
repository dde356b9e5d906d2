package dev.moveguard.testpath.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The forked program: reads a question, writes the answers, and ends. */
final class Probe {
    private final Question question;
    private final Answers answers;

    private Probe(Question question, Answers answers) {
        this.question = question;
        this.answers = answers;
    }

    /** Takes the file of the question and that of the answers. The last answer of a run that came to its end is {@code done}. */
    public static void main(String[] files) throws IOException {
        Question question = Question.read(Path.of(files[0]));
        try (PrintStream out = new PrintStream(files[1], StandardCharsets.UTF_8)) {
            Answers answers = new Answers(out);
            new Probe(question, answers).run();
            answers.say("done");
        }
        Runtime.getRuntime().halt(0); // whatever threads the tests have left behind
    }

    private void run() {
        if (question.has("evaluate")) {
            guarded("", none -> new RuleEvaluation(question, answers).run());
            return;
        }
        if (question.has("platform")) {
            guarded("", none -> new PlatformDiscovery(question, answers).run());
        }
        if (question.has("junit4")) {
            question.all("class").forEach(name -> guarded(name, new JUnit4Tests(answers)::look));
        }
        if (question.has("testng")) {
            question.all("class").forEach(name -> guarded(name, new TestNgTests(answers)::look));
        }
    }

    /** Whatever the classes of the project throw is an answer. */
    private void guarded(String name, Consumer<String> step) {
        try {
            step.accept(name);
        } catch (Throwable e) {
            answers.say("failed", name, Answers.message(e));
        }
    }
}

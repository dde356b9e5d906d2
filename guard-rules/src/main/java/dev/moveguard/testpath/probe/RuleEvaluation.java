package dev.moveguard.testpath.probe;

import com.tngtech.archunit.ArchConfiguration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the ArchUnit tests of a project with ArchUnit told not to stop at empty rules and not to write violation stores, and
 * has {@link RuleRecorder} look at each rule they check.
 */
final class RuleEvaluation {
    private static final String EMPTY = "archRule.failOnEmptyShould";

    private final Question question;
    private final Answers answers;

    RuleEvaluation(Question question, Answers answers) {
        this.question = question;
        this.answers = answers;
    }

    void run() {
        ArchConfiguration configuration = ArchConfiguration.get();
        answers.say("setting", EMPTY, configuration.getPropertyOrDefault(EMPTY, "true"));
        configuration.setProperty(EMPTY, "false");
        configuration.setProperty("freeze.store", ForgetfulStore.class.getName());
        configuration.setProperty("freeze.refreeze", "false");
        configuration.configureExtension(RuleRecorder.ID).setProperty("enabled", "true");
        BuildClasses build = new BuildClasses(question);
        RuleRecorder.writeTo(answers, build);
        List<Class<?>> types = types();
        if (question.has("platform")) {
            new PlatformRun(answers).run(types);
        } else if (question.has("junit4")) {
            new OldRun(answers).junit4(types);
        } else {
            new OldRun(answers).testNg(types);
        }
        new IgnorePatterns(build, RuleRecorder.packages()).tell(answers);
    }

    private List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        for (String name : question.all("class")) {
            try {
                types.add(Class.forName(name, false, RuleEvaluation.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError e) {
                answers.say("failed", name, Answers.message(e));
            }
        }
        return types;
    }
}

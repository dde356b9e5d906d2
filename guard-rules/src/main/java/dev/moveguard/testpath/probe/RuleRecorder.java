package dev.moveguard.testpath.probe;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.extension.ArchUnitExtension;
import com.tngtech.archunit.lang.extension.EvaluatedRule;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Is shown by ArchUnit every rule a test checks, with the classes it was checked on. Made by ArchUnit. */
public final class RuleRecorder implements ArchUnitExtension {
    static final String ID = "moveguard";

    private static volatile @Nullable Answers answers;
    private static volatile String test = "";

    static void writeTo(Answers target) {
        answers = target;
    }

    /** Says which test class is running. */
    static void inTest(String name) {
        test = name;
    }

    static String test() {
        return test;
    }

    @Override
    public String getUniqueIdentifier() {
        return ID;
    }

    @Override
    public void configure(Properties properties) {}

    @Override
    public void handle(EvaluatedRule evaluated) {
        Answers target = answers;
        if (target == null) {
            return;
        }
        try {
            record(evaluated, target);
        } catch (RuntimeException e) { // ArchUnit would only log it
            target.say("unseen", test, evaluated.getRule().getDescription(), Answers.message(e));
        }
    }

    private static void record(EvaluatedRule evaluated, Answers target) {
        JavaClasses classes = evaluated.getClasses();
        boolean isViolated = evaluated.getResult().hasViolation();
        for (RulePart part : RulePart.of(evaluated.getRule())) {
            String says = part.description();
            target.say(
                    "rule",
                    test,
                    says,
                    classes.size(),
                    part.count(classes),
                    part.isAboutSlices(),
                    part.allowsEmpty(),
                    isViolated,
                    part.isAboutLayers());
            RuleNames.unmatched(says, classes).forEach(name -> target.say("about", test, says, "forbids", name));
            part.condition()
                    .ifPresent(written ->
                            target.say("about", test, says, "condition", written.type(), written.isNegated()));
        }
    }
}

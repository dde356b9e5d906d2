package dev.moveguard.testpath.probe;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.extension.ArchUnitExtension;
import com.tngtech.archunit.lang.extension.EvaluatedRule;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Is shown by ArchUnit every rule a test checks, with the classes it was checked on. Made by ArchUnit. */
public final class RuleRecorder implements ArchUnitExtension {
    static final String ID = "moveguard";

    private static volatile @Nullable Answers answers;
    private static volatile @Nullable BuildClasses build;
    private static final Set<String> PACKAGES = ConcurrentHashMap.newKeySet();
    private static volatile String test = "";

    static void writeTo(Answers target, BuildClasses all) {
        answers = target;
        build = all;
    }

    /** Says which test class is running. */
    static void inTest(String name) {
        test = name;
    }

    /** The packages of the classes that rules were checked on so far. */
    static Set<String> packages() {
        return Set.copyOf(PACKAGES);
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
        BuildClasses all = build;
        if (target == null || all == null) {
            return;
        }
        try {
            record(evaluated, target, all);
        } catch (RuntimeException e) { // ArchUnit would only log it
            target.say("unseen", test, evaluated.getRule().getDescription(), Answers.message(e));
        }
    }

    private static void record(EvaluatedRule evaluated, Answers target, BuildClasses all) {
        JavaClasses classes = evaluated.getClasses();
        classes.forEach(type -> PACKAGES.add(type.getPackageName()));
        boolean isViolated = evaluated.getResult().hasViolation();
        for (RulePart part : RulePart.of(evaluated.getRule())) {
            target.say(
                    "rule",
                    test,
                    part.description(),
                    classes.size(),
                    part.count(classes),
                    part.isAboutSlices(),
                    part.allowsEmpty(),
                    isViolated,
                    part.isAboutLayers());
            if (!isViolated) {
                new PartLook(part, classes, all, test).tell((kind, names) -> about(target, part, kind, names));
            }
        }
    }

    private static void about(Answers target, RulePart part, String kind, Object... names) {
        Object[] fields = new Object[names.length + 3];
        fields[0] = test;
        fields[1] = part.description();
        fields[2] = kind;
        System.arraycopy(names, 0, fields, 3, names.length);
        target.say("about", fields);
    }
}

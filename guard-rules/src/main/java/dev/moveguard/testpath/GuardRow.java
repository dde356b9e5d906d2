package dev.moveguard.testpath;

import dev.moveguard.testpath.Diagnosis.Complaint;
import dev.moveguard.testpath.Diagnosis.Guard;
import dev.moveguard.testpath.Diagnosis.Stage;
import dev.moveguard.testpath.Diagnosis.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Turns what was judged of a class into a row of the diagnosis. */
final class GuardRow {
    private static final String CONDITION = "(Enabled|Disabled)(On|If|For)\\w+";

    private final Judgement judged;
    private final TestClass test;

    private GuardRow(Judgement judged) {
        this.judged = judged;
        this.test = judged.test();
    }

    static Guard of(Judgement judged, String because) {
        GuardRow row = new GuardRow(judged);
        return new Guard(
                row.test.name().replace('$', '.'),
                judged.module(),
                row.test.at(),
                because,
                row.declared(),
                row.discoverable(),
                row.executed(),
                row.bites(),
                judged.defects().stream().map(row::complaint).toList(),
                row.notes());
    }

    private Complaint complaint(Defect defect) {
        return new Complaint(
                defect.stage().name().toLowerCase(Locale.ROOT),
                test.simpleName() + " " + defect.says(),
                defect.where().place(),
                defect.repair());
    }

    private boolean fails(Defect.Stage stage) {
        return judged.defects().stream().anyMatch(defect -> defect.stage() == stage);
    }

    private Stage declared() {
        if (fails(Defect.Stage.DECLARED)) {
            return new Stage(State.NO, "");
        }
        long tests = test.enabled().count();
        return tests == 0 && !judged.gaps().isEmpty()
                ? new Stage(State.UNKNOWN, "")
                : new Stage(State.YES, counted(tests, "test"));
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private Stage discoverable() {
        if (fails(Defect.Stage.DECLARED)) {
            return new Stage(State.NOT_ASKED, "");
        }
        if (fails(Defect.Stage.DISCOVERABLE)) {
            return new Stage(State.NO, "");
        }
        boolean isOpen = judged.module().isEmpty()
                || !judged.isDiscovered() && !judged.gaps().isEmpty();
        return isOpen ? new Stage(State.UNKNOWN, "") : new Stage(State.YES, judged.isDiscovered() ? "" : "by source");
    }

    private Stage executed() {
        Optional<Execution.Ran> ran = judged.ran();
        return ran.map(seen -> switch (seen.fate()) {
                    case NO_REPORT -> new Stage(fails(Defect.Stage.EXECUTED) ? State.NO : State.NOT_ASKED, "no report");
                    case STALE -> new Stage(fails(Defect.Stage.EXECUTED) ? State.NO : State.NOT_ASKED, "stale");
                    case NO_TEST -> new Stage(State.NO, "no test");
                    case SKIPPED -> new Stage(State.NO, "skipped");
                    case RAN -> new Stage(State.YES, counted(seen.tests() - (long) seen.skipped(), "test"));
                })
                .orElse(new Stage(State.NOT_ASKED, ""));
    }

    private Stage bites() {
        if (fails(Defect.Stage.BITES)) {
            return new Stage(State.NO, "");
        }
        if (judged.rules().gap().isPresent()) {
            return new Stage(State.UNKNOWN, "");
        }
        int rules = judged.rules().rules().size();
        return rules == 0 ? new Stage(State.NOT_ASKED, "") : new Stage(State.YES, counted(rules, "rule"));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        long disabled = test.members().stream().filter(TestMember::isDisabled).count();
        if (disabled > 0 && disabled < test.members().size()) {
            notes.add("%s of %s is disabled"
                    .formatted(disabled, counted(test.members().size(), "test")));
        }
        TreeSet<String> conditions = new TreeSet<>();
        Stream.concat(
                        test.type().declared().annotations().stream(),
                        test.type().declared().methods().stream().flatMap(method -> method.annotations().stream()))
                .map(annotation -> annotation.simpleName())
                .filter(name -> name.matches(CONDITION))
                .forEach(conditions::add);
        if (!conditions.isEmpty()) {
            notes.add("runs under a condition: @" + String.join(", @", conditions));
        }
        judged.rules().leniency().ifPresent(setting -> notes.add(setting + ": a rule that is about nothing holds"));
        long lenient = judged.rules().rules().stream()
                .filter(rule -> rule.allowsEmpty() && rule.objects() > 0)
                .count();
        if (lenient > 0) {
            notes.add("allowEmptyShould(true) lets %s hold once what it is about is gone"
                    .formatted(counted(lenient, "rule")));
        }
        return notes;
    }
}

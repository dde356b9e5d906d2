package dev.moveguard.governance.ledger;

import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Text;
import dev.moveguard.testpath.Diagnosis.Complaint;
import dev.moveguard.testpath.Diagnosis.Guard;
import dev.moveguard.testpath.Diagnosis.State;
import dev.moveguard.testpath.NamedTest;
import dev.moveguard.testpath.NamedTest.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What guard tests enforce less than before: those that laws and rules of kind {@code tests-on-path} name. */
final class TestLosses {
    private final Tree before;
    private final Tree after;
    private final Renames renames;
    private final List<Loss> losses = new ArrayList<>();

    TestLosses(Tree before, Tree after, Renames renames) {
        this.before = before;
        this.after = after;
        this.renames = renames;
    }

    List<Loss> losses() {
        List<TypePattern> patterns = patterns(before).map(TypePattern::of).toList();
        for (Judged old : NamedTest.judgeSources(before.project(), patterns)) {
            if (isOnPath(old.guard())) {
                compare(old);
            }
        }
        return losses;
    }

    private static Stream<Text> patterns(Tree tree) {
        Stream<Text> rules = tree.rules().rules().stream()
                .filter(rule -> rule.kind().value().equals("tests-on-path"))
                .flatMap(rule -> rule.parameters().given().stream())
                .filter(value -> value.key().value().equals("tests"))
                .flatMap(value -> value.texts().stream());
        return Stream.concat(tree.rules().laws().stream().flatMap(law -> law.tests().stream()), rules);
    }

    private static boolean isOnPath(Guard guard) {
        return guard.declared().state() == State.YES && guard.discoverable().state() == State.YES;
    }

    private void compare(Judged old) {
        String name = old.guard().name();
        String called = renames.now(name);
        Optional<Judged> now = NamedTest.judgeSources(after.project(), List.of(TypePattern.of(called))).stream()
                .findFirst();
        if (now.isEmpty()) {
            lose(old.guard(), called, "the guard test %s is gone".formatted(name));
            return;
        }
        Guard guard = now.get().guard();
        Optional<Complaint> complaint = guard.complaints().stream().findFirst();
        if (!isOnPath(guard) && complaint.isPresent()) {
            lose(guard, called, complaint.get().message());
            return;
        }
        if (now.get().enabled().size() < old.enabled().size()) {
            List<String> gone = old.enabled().stream()
                    .filter(test -> !now.get().enabled().contains(test))
                    .toList();
            lose(
                    guard,
                    called,
                    "%s runs %s of its %s tests: without %s"
                            .formatted(
                                    simple(called),
                                    now.get().enabled().size(),
                                    old.enabled().size(),
                                    String.join(", ", gone)));
        }
        if (!now.get().tags().equals(old.tags())) {
            String tags = String.join(" ", now.get().tags());
            lose(guard, called, "%s is in other groups: %s".formatted(simple(called), tags.isEmpty() ? "none" : tags));
        }
    }

    private void lose(Guard guard, String name, String says) {
        losses.add(new Loss(name, says, guard.at(), List.of(guard.name(), name, simple(name)), ""));
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

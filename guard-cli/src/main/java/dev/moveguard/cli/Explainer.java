package dev.moveguard.cli;

import dev.moveguard.config.Law;
import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.RuleEntry;
import dev.moveguard.config.Text;
import dev.moveguard.engine.ConstraintPicture;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.report.KindPage;
import dev.moveguard.rule.RuleKind;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a rule, a law or a kind: what it demands, of what, and why. */
final class Explainer {
    private final PrintWriter out;
    private final RuleBook book;

    Explainer(PrintWriter out, RuleBook book) {
        this.out = out;
        this.book = book;
    }

    /** Explains what has this name; returns whether anything has. */
    boolean explains(String name) {
        Optional<RuleBook.Entry> rule = book.entry(name);
        Optional<Law> law = book.ruleSet().laws().stream()
                .filter(one -> one.id().equals(name))
                .findFirst();
        Optional<RuleKind> kind =
                RuleBook.kinds().stream().filter(one -> one.name().equals(name)).findFirst();
        if (rule.isPresent()) {
            rule(rule.get());
        } else if (law.isPresent()) {
            out.print(law.get().id() + "\n");
            row("says", law.get().says());
            reasons(law.get());
            rules(law.get());
        } else if (kind.isPresent()) {
            kind(kind.get());
        }
        return rule.isPresent() || law.isPresent() || kind.isPresent();
    }

    private void rule(RuleBook.Entry found) {
        RuleEntry rule = found.entry();
        out.print("%s (%s, kind %s)\n".formatted(rule.id(), rule.severity().word(), rule.kind()));
        row("demands", found.kind().says());
        for (ParameterSpec parameter : found.kind().parameters()) {
            row(parameter.name(), values(found, parameter));
        }
        found.law().ifPresent(law -> law(law));
        row("because", rule.because());
        row("fix", rule.fix());
        row("mood", rule.mood().word());
        row("allow-empty", rule.allowEmpty());
        row("defined", rule.at().toString());
        page(rule.kind().value());
    }

    private void page(String kind) {
        row("page", "docs/rules/%s.md".formatted(kind));
        KindPage.of(kind).ifPresent(page -> {
            block("code that breaks a rule of this kind", page.java("Bad"));
            block("code that does not", page.java("Good"));
        });
    }

    private void rules(Law law) {
        row(
                "rules",
                told(book.entries().stream()
                        .filter(entry -> entry.law().filter(law::equals).isPresent())
                        .map(entry -> entry.entry().id() + ", " + entry.entry().kind())));
    }

    private void kind(RuleKind kind) {
        out.print("%s (a kind of rule)\n".formatted(kind.name()));
        row("demands", kind.says());
        for (ParameterSpec parameter : kind.parameters()) {
            row(parameter.name(), parameter.says());
        }
        row(
                "rules",
                told(book.entries().stream()
                        .filter(entry -> entry.kind().name().equals(kind.name()))
                        .map(entry -> entry.entry().id())));
        page(kind.name());
    }

    /** One a line, below each other; null: there are none. */
    private static @Nullable String told(Stream<String> lines) {
        List<String> all = lines.toList();
        return all.isEmpty() ? null : String.join("\n" + " ".repeat(14), all);
    }

    private void law(Law law) {
        row("law", "%s, %s".formatted(law.id(), law.says()));
        reasons(law);
    }

    private void reasons(Law law) {
        Text decision = law.decision();
        if (decision != null) {
            String title = book.decisionTitle(decision.value())
                    .map(text -> ", " + text)
                    .orElse("");
            row("decision", decision.value() + title);
        }
        row("constraints", constraints(law));
        row("tests", joined(law.tests()));
    }

    /** The ids, each with the question that the document has beside it. */
    private @Nullable String constraints(Law law) {
        Map<String, String> texts = new HashMap<>();
        ConstraintPicture.of(book.ruleSet()).stream()
                .flatMap(graph -> graph.nodes().stream())
                .forEach(node -> texts.put(
                        node.id(),
                        String.join(" ", node.lines().subList(1, node.lines().size()))));
        List<String> shown = law.constraints().stream()
                .map(Text::value)
                .map(one -> texts.containsKey(one) ? one + " " + texts.get(one) : one)
                .toList();
        return told(shown.stream());
    }

    private void block(String title, Optional<List<String>> code) {
        code.ifPresent(lines -> {
            out.print("\n  %s\n\n".formatted(title));
            lines.forEach(line -> out.print(("      " + line).stripTrailing() + "\n"));
        });
    }

    private static @Nullable String values(RuleBook.Entry entry, ParameterSpec parameter) {
        return joined(entry.parameters().texts(parameter.name()));
    }

    private static @Nullable String joined(List<Text> texts) {
        return texts.isEmpty() ? null : texts.stream().map(Text::value).collect(Collectors.joining(", "));
    }

    private void row(String name, @Nullable String value) {
        if (value != null) {
            out.print("  %-11s %s\n".formatted(name, value));
        }
    }
}

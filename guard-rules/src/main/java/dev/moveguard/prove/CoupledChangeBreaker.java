package dev.moveguard.prove;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.TypePattern;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.config.Docs;
import dev.moveguard.config.Text;
import dev.moveguard.governance.ConstraintGraph;
import dev.moveguard.governance.Core;
import dev.moveguard.governance.Symbol;
import dev.moveguard.rule.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Breaks {@code coupled-change}: changes that touch evidence and no document. */
public final class CoupledChangeBreaker implements Breaker {
    private static final int MOST = 12;

    @Override
    public String kind() {
        return "coupled-change";
    }

    @Override
    public List<Mutant> mutants(Guarded guarded) {
        List<Symbol> symbols = symbols(guarded).distinct().limit(MOST).toList();
        List<Mutant> mutants = new ArrayList<>();
        for (Symbol symbol : symbols) {
            guarded.code().matching(TypePattern.of(symbol.type())).stream()
                    .findFirst()
                    .ifPresent(type -> mutants.addAll(mutants(guarded, symbol, type, mutants.isEmpty())));
        }
        return mutants;
    }

    private static Stream<Symbol> symbols(Guarded guarded) {
        Text document = guarded.ruleSet().docs().constraints();
        if (document == null) {
            return Stream.empty();
        }
        try {
            ConstraintGraph graph =
                    ConstraintGraph.read(guarded.project().root().resolve(document.value()), document.value());
            Optional<Core> core = graph.core(guarded.text("core"));
            return core.stream()
                    .flatMap(found -> found.couples().stream())
                    .flatMap(id -> graph.constraint(id.value()).stream())
                    .flatMap(constraint -> constraint.symbols().stream());
        } catch (UnreadableException e) {
            return Stream.empty(); // told by the rule itself
        }
    }

    private static List<Mutant> mutants(Guarded guarded, Symbol symbol, CodeType type, boolean isFirst) {
        String member = symbol.member().replaceFirst("\\(.*", "");
        String place = type.name() + (member.isEmpty() ? "" : "#" + member.replace("new", "<init>"));
        String shown = symbol.pattern().substring(symbol.type().lastIndexOf('.') + 1);
        List<Mutant> mutants = new ArrayList<>();
        mutants.add(change(
                "a change of %s and of no document".formatted(shown),
                place,
                source(type, member, "1"),
                source(type, member, "2")));
        if (isFirst) {
            mutants.add(change("%s is gone".formatted(shown), place, source(type, member, "1"), null));
            mutants.add(change("%s is new".formatted(shown), place, null, source(type, member, "1")));
            mutants.add(change(
                            "a comment at " + shown,
                            place,
                            source(type, member, "1"),
                            source(type, member, "/* one */ 1"))
                    .harmless());
            documented(guarded, type, member).ifPresent(mutants::add);
        }
        return mutants;
    }

    private static Mutant change(
            String says,
            String place,
            @org.jspecify.annotations.Nullable String before,
            @org.jspecify.annotations.Nullable String after) {
        Changes changes = new Changes("a mutant", List.of(new Changes.File("Mutant.java", before, after)));
        return new Mutant(says, place, new Mutant.Change.Revised(changes), false);
    }

    private static Optional<Mutant> documented(Guarded guarded, CodeType type, String member) {
        Docs docs = guarded.ruleSet().docs();
        List<Changes.File> files = new ArrayList<>();
        files.add(new Changes.File("Mutant.java", source(type, member, "1"), source(type, member, "2")));
        Stream.of(docs.decisions(), docs.constraints())
                .filter(java.util.Objects::nonNull)
                .forEach(document -> files.add(new Changes.File(document.value(), "before", "after")));
        return Optional.of(new Mutant(
                "the same with the documents",
                type.name(),
                new Mutant.Change.Revised(new Changes("a mutant", files)),
                true));
    }

    /** A source that declares the type, and in it the member, with a number somewhere. */
    private static String source(CodeType type, String member, String number) {
        String[] names = type.simpleName().split("\\.");
        StringBuilder text = new StringBuilder();
        if (!type.packageName().isEmpty()) {
            text.append("package ").append(type.packageName()).append("; ");
        }
        for (String name : names) {
            text.append("class ").append(name).append(" { ");
        }
        String last = names[names.length - 1];
        text.append(
                switch (member) {
                    case "" -> "int proof = %s;".formatted(number);
                    case "new", "<init>" -> "%s() { int proof = %s; }".formatted(last, number);
                    default -> "int %s() { return %s; }".formatted(member, number);
                });
        return text.append(" }".repeat(names.length)).toString();
    }
}

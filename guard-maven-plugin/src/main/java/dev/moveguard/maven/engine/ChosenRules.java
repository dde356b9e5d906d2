package dev.moveguard.maven.engine;

import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Place;
import dev.moveguard.config.RulesFile;
import dev.moveguard.config.Spelling;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.maven.contract.RulesAt;
import java.util.List;

/** The rules of a file, and those of them that a run is about. */
record ChosenRules(RuleBook book, List<RuleBook.Entry> entries) {
    /** @param ids empty: all rules */
    static ChosenRules of(RulesAt rules, List<String> ids) {
        RuleBook book = book(rules);
        if (book.entries().isEmpty()) {
            throw new ConfigurationException(
                    Place.file(book.ruleSet().name()), "defines no rule, so nothing would be judged");
        }
        return new ChosenRules(
                book,
                ids.isEmpty()
                        ? book.entries()
                        : ids.stream().distinct().map(id -> entry(book, id)).toList());
    }

    static RuleBook book(RulesAt rules) {
        return RuleBook.of(RulesFile.read(rules.file(), rules.shown()));
    }

    static FactsCache cache(RuleBook book, boolean isKept) {
        return isKept ? FactsCache.in(book.ruleSet().root().resolve(".guard")) : FactsCache.none();
    }

    private static RuleBook.Entry entry(RuleBook book, String id) {
        List<String> known =
                book.entries().stream().map(entry -> entry.entry().id()).toList();
        return book.entry(id)
                .orElseThrow(() -> new WrongParameterException(
                        "guard.rule: no rule has the id %s%s".formatted(id, Spelling.hint(id, known))));
    }
}

package dev.moveguard.maven.engine;

import dev.moveguard.code.input.FactsCache;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.maven.contract.RulesAt;
import java.util.List;

/** The rules of a file, and those of them that a run is about. */
record ChosenRules(RuleBook book, List<RuleBook.Entry> entries) {
    /** @param ids empty: all rules */
    static ChosenRules of(RulesAt rules, List<String> ids) {
        RuleBook book = book(rules);
        return new ChosenRules(book, book.chosen(ids, reason -> new WrongParameterException("guard.rule: " + reason)));
    }

    static RuleBook book(RulesAt rules) {
        return RuleBook.of(RulesFile.read(rules.file(), rules.shown()));
    }

    static FactsCache cache(RuleBook book, boolean isKept) {
        return isKept ? FactsCache.in(book.ruleSet().root().resolve(".guard")) : FactsCache.none();
    }
}

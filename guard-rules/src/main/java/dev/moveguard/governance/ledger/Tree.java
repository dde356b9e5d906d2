package dev.moveguard.governance.ledger;

import dev.moveguard.config.RuleSet;
import dev.moveguard.config.RulesFile;
import dev.moveguard.engine.Baseline;
import dev.moveguard.engine.ScannedCode;
import dev.moveguard.governance.Decision;
import dev.moveguard.governance.DecisionRecords;
import dev.moveguard.rule.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a project at one time, and what they enforce.
 *
 * @param top the top of the repository
 * @param root the folder of rules.yaml
 */
record Tree(Path top, Path root, RuleSet rules, Project project, SourceTypes types) {
    /** @throws dev.moveguard.config.ConfigurationException when the rules are wrong in their form */
    static Tree read(Path top, Path root, String rulesFile, String shown) {
        RuleSet rules = RulesFile.read(root.resolve(rulesFile), shown);
        return new Tree(top, root, rules, ScannedCode.project(rules, Optional.empty()), SourceTypes.below(top));
    }

    RuleWiring wiring() {
        return new RuleWiring(project, String.valueOf(rules.file().getFileName()));
    }

    Baseline baseline() {
        return Baseline.read(root);
    }

    List<Decision> decisions() {
        return Optional.ofNullable(rules.docs().decisions())
                .filter(document -> Files.exists(root.resolve(document.value())))
                .map(document -> DecisionRecords.read(root.resolve(document.value()), document.value())
                        .decisions())
                .orElse(List.of());
    }
}

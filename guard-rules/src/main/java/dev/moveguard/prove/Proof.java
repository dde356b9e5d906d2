package dev.moveguard.prove;

import dev.moveguard.code.Lens;
import dev.moveguard.code.input.FactsCache;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.engine.ScannedCode;
import dev.moveguard.rule.BuildSession;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Proves that rules can fail: breaks what they guard, kind by kind, and runs each rule on each mutant.
 *
 * <p>A proof is fair when the untouched code is clean, the mutant loads and differs, the rule itself reports it at the mutated
 * place, near misses pass, and the rule without its subject is vacuous. Nothing is written to the work tree.
 */
public final class Proof {
    /**
     * What to prove.
     *
     * @param rules the entries to prove, of the book
     * @param paths folders, jars or files that replace {@code scan}; empty: what the rule set names
     */
    public record Request(
            RuleBook book,
            List<RuleBook.Entry> rules,
            List<Path> paths,
            Lens lens,
            FactsCache cache,
            Optional<BuildSession> session) {
        public Request {
            rules = List.copyOf(rules);
            paths = List.copyOf(paths);
        }
    }

    private static final Comparator<RuleProof> SURVIVORS_FIRST =
            Comparator.comparing((RuleProof proof) -> proof.verdict()).thenComparing(RuleProof::rule);

    private Proof() {}

    /** The breakers there are, one a kind. */
    public static List<Breaker> breakers() {
        return ServiceLoader.load(Breaker.class, Proof.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Breaker::kind))
                .toList();
    }

    /** Proves rule by rule; those that survived a mutant come first. */
    public static List<RuleProof> run(Request request) {
        try (ScannedCode scanned = ScannedCode.of(
                request.book().ruleSet(), request.paths(), request.lens(), request.cache(), request.session())) {
            Laboratory laboratory = new Laboratory(request.book(), scanned);
            return request.rules().stream()
                    .map(laboratory::prove)
                    .sorted(SURVIVORS_FIRST)
                    .toList();
        }
    }
}

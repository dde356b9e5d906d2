package dev.moveguard.cli;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Place;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.prove.Proof;
import dev.moveguard.prove.RuleProof;
import dev.moveguard.report.ProofReport;
import dev.moveguard.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@code guard prove}: could the rules fail? */
final class ProveCommand extends Command {
    private final ConfigOption config = new ConfigOption(takes);
    private final InputOptions inputs = new InputOptions(takes);

    private final Supplier<List<String>> rules =
            takes.options("--rule", "ID", "Proves this rule only; can be given again.");

    private final Supplier<ProofReport> format = takes.choice(
            "--format", "FORMAT", ProofReport.TEXT, "How the proof is written: text, json. Default: text.");

    ProveCommand(Console console) {
        super(
                console,
                "prove",
                "Proves that rules can fail: breaks what they guard, in memory, and demands the finding at the broken place.",
                "Near misses must pass, and a rule whose subject is taken away must say so. Nothing is written to the work tree.");
        exitCodes(
                "0:every rule bites",
                "1:a mutant survived, a near miss was reported, or no mutant makes some rule fail",
                WRONG_USAGE,
                "3:not assessed: some rule could not be judged");
    }

    @Override
    public Integer call() {
        List<Path> paths = inputs.paths(console);
        RuleBook book = config.read(console);
        if (book.entries().isEmpty()) {
            throw new ConfigurationException(
                    Place.file(book.ruleSet().name()), "defines no rule, so nothing would be proved");
        }
        List<RuleBook.Entry> chosen = rules.get().isEmpty()
                ? book.entries()
                : rules.get().stream()
                        .distinct()
                        .map(id -> book.entry(id, UsageException::new))
                        .toList();
        long start = System.nanoTime();
        List<RuleProof> proofs = Proof.run(
                new Proof.Request(book, chosen, paths, inputs.lens(), CheckCommand.cacheOf(book), Optional.empty()));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        out().print(format.get().write(proofs, new Report.Style(console.isColoured(), Version.number()), millis));
        out().flush();
        if (proofs.stream().anyMatch(RuleProof::isFinding)) {
            return ExitCode.FINDINGS;
        }
        return proofs.stream().allMatch(RuleProof::isAssessed) ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }
}

package dev.moveguard.cli;

import dev.moveguard.config.ConfigurationException;
import dev.moveguard.config.Place;
import dev.moveguard.engine.RuleBook;
import dev.moveguard.prove.Proof;
import dev.moveguard.prove.RuleProof;
import dev.moveguard.report.ProofReport;
import dev.moveguard.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code guard prove}: could the rules fail? */
@Command(
        name = "prove",
        description = {
            "Proves that rules can fail: breaks what they guard, in memory, and demands the finding at the broken place.",
            "Near misses must pass, and a rule whose subject is taken away must say so. Nothing is written to the work tree."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every rule bites",
            "1:a mutant survived, a near miss was reported, or no mutant makes some rule fail",
            "2:the command line or the configuration is wrong",
            "3:not assessed: some rule could not be judged",
            "4:internal error: a bug of this program"
        })
final class ProveCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @Option(names = "--rule", paramLabel = "ID", description = "Proves this rule only; can be given again.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the proof is written: text, json. Default: text.")
    private ProofReport format = ProofReport.TEXT;

    ProveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> paths = inputs.paths(console);
        RuleBook book = config.read(console);
        if (book.entries().isEmpty()) {
            throw new ConfigurationException(
                    Place.file(book.ruleSet().name()), "defines no rule, so nothing would be proved");
        }
        List<RuleBook.Entry> chosen = rules.isEmpty()
                ? book.entries()
                : rules.stream()
                        .distinct()
                        .map(id -> book.entry(id, UsageException::new))
                        .toList();
        long start = System.nanoTime();
        List<RuleProof> proofs = Proof.run(
                new Proof.Request(book, chosen, paths, inputs.lens(), CheckCommand.cacheOf(book), Optional.empty()));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format.write(proofs, new Report.Style(console.isColoured(), Version.number()), millis));
        out.flush();
        if (proofs.stream().anyMatch(RuleProof::isFinding)) {
            return ExitCode.FINDINGS;
        }
        return proofs.stream().allMatch(RuleProof::isAssessed) ? ExitCode.CLEAN : ExitCode.NOT_ASSESSED;
    }
}

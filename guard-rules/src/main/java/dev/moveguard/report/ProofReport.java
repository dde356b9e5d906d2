package dev.moveguard.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moveguard.prove.Attempt;
import dev.moveguard.prove.Attempt.Outcome;
import dev.moveguard.prove.RuleProof;
import dev.moveguard.prove.RuleProof.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The formats in which a proof is written. */
public enum ProofReport {
    TEXT {
        @Override
        public String write(List<RuleProof> proofs, Report.Style style, long millis) {
            return new ProofText(style).write(proofs, millis);
        }
    },
    JSON {
        @Override
        public String write(List<RuleProof> proofs, Report.Style style, long millis) {
            return json(proofs, style, millis);
        }
    };

    /** Writes a proof rule by rule, survivors first. */
    public abstract String write(List<RuleProof> proofs, Report.Style style, long millis);

    private static String json(List<RuleProof> proofs, Report.Style style, long millis) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonReport.generator(text)) {
            json.writeStartObject();
            json.writeStringField("tool", "moveguard");
            json.writeStringField("version", style.version());
            json.writeArrayFieldStart("rules");
            for (RuleProof proof : proofs) {
                rule(json, proof);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("summary");
            json.writeNumberField("rules", proofs.size());
            for (Verdict verdict : Verdict.values()) {
                json.writeNumberField(
                        camel(verdict.word()),
                        proofs.stream()
                                .filter(proof -> proof.verdict() == verdict)
                                .count());
            }
            json.writeNumberField("mutants", mutants(proofs));
            json.writeNumberField("millis", millis);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.append('\n').toString();
    }

    private static void rule(JsonGenerator json, RuleProof proof) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", proof.rule());
        json.writeStringField("kind", proof.kind());
        json.writeStringField("verdict", proof.verdict().word());
        json.writeStringField("reason", proof.reason().isEmpty() ? null : proof.reason());
        json.writeArrayFieldStart("mutants");
        for (Attempt attempt : proof.attempts()) {
            json.writeStartObject();
            json.writeStringField("mutant", attempt.mutant());
            json.writeStringField("place", attempt.place());
            json.writeStringField("outcome", attempt.outcome().word());
            json.writeStringField("says", attempt.says());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static String camel(String word) {
        int dash = word.indexOf('-');
        return dash < 0
                ? word
                : word.substring(0, dash)
                        + Character.toUpperCase(word.charAt(dash + 1))
                        + camel(word.substring(dash + 2));
    }

    /** Counts what was tried and says something of a rule. */
    static long mutants(List<RuleProof> proofs) {
        return proofs.stream()
                .mapToLong(proof -> proof.attempts().size() - proof.count(Outcome.VOID))
                .sum();
    }
}

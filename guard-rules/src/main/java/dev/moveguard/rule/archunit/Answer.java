package dev.moveguard.rule.archunit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the other process says.
 *
 * @param missing types ArchUnit did not import, although it was to
 * @param verdicts one for each rule; a single one that is about no rule when none could be had
 */
record Answer(List<String> missing, List<Verdict> verdicts) {
    /** What became of a rule. */
    enum Outcome {
        /** It was judged; the texts are the violations. */
        JUDGED,
        /** It looked at nothing; the text is ArchUnit's message. */
        EMPTY,
        /** Its class is not there. */
        NO_CLASS,
        /** Its class has no such member; the texts are the names of the rules it has. */
        NO_MEMBER,
        /** The member is no rule; the text says what it is. */
        NO_RULE,
        /** It could not be made or judged; the text says why. */
        FAILED
    }

    /** @param rule name of the field or method */
    record Verdict(String rule, Outcome outcome, List<String> texts) {
        Verdict {
            texts = List.copyOf(texts);
        }
    }

    Answer {
        missing = List.copyOf(missing);
        verdicts = List.copyOf(verdicts);
    }

    void write(DataOutputStream out) throws IOException {
        Question.write(out, missing);
        out.writeInt(verdicts.size());
        for (Verdict verdict : verdicts) {
            out.writeUTF(verdict.rule);
            out.writeUTF(verdict.outcome.name());
            Question.write(out, verdict.texts);
        }
    }

    static Answer read(DataInputStream in) throws IOException {
        List<String> missing = Question.texts(in);
        List<Verdict> verdicts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            verdicts.add(new Verdict(in.readUTF(), Outcome.valueOf(in.readUTF()), Question.texts(in)));
        }
        return new Answer(missing, verdicts);
    }
}

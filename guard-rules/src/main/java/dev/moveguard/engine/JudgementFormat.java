package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.config.Severity;
import dev.moveguard.engine.CheckResult.AcceptedFinding;
import dev.moveguard.engine.CheckResult.NotAssessed;
import dev.moveguard.engine.CheckResult.RelatedPlace;
import dev.moveguard.engine.CheckResult.ReportedFinding;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a judgement as bytes and reads it again; all but its pictures. */
final class JudgementFormat {
    private JudgementFormat() {}

    /** Writes one thing. */
    private interface Writer<T> {
        void write(T value) throws IOException;
    }

    /** Reads one thing. */
    private interface Reader<T> {
        T read() throws IOException;
    }

    static void write(Judgement judgement, DataOutputStream out) throws IOException {
        new Out(out).write(judgement);
    }

    static Judgement read(DataInputStream in) throws IOException {
        return new In(in).judgement();
    }

    private record Out(DataOutputStream out) {
        void write(Judgement judgement) throws IOException {
            all(judgement.findings(), this::finding);
            all(judgement.suppressed(), this::accepted);
            all(judgement.notAssessed(), this::notAssessed);
            all(judgement.deferred(), this::notAssessed);
            all(judgement.skipped(), this::skipped);
            all(judgement.judged(), this::text);
            all(judgement.subjects().entrySet(), this::subjects);
            out.writeInt(judgement.types());
            out.writeInt(judgement.files());
            all(judgement.sources().byFile().entrySet(), this::source);
        }

        private <T> void all(Collection<T> values, Writer<T> writer) throws IOException {
            out.writeInt(values.size());
            for (T value : values) {
                writer.write(value);
            }
        }

        private void finding(ReportedFinding finding) throws IOException {
            text(finding.rule());
            text(finding.kind());
            text(finding.severity().name());
            location(finding.at());
            text(finding.message());
            text(finding.law());
            text(finding.lawSays());
            text(finding.decision());
            text(finding.because());
            text(finding.fix());
            all(finding.related(), this::related);
            text(finding.fingerprint());
        }

        private void related(RelatedPlace place) throws IOException {
            location(place.at());
            text(place.message());
        }

        private void accepted(AcceptedFinding accepted) throws IOException {
            finding(accepted.finding());
            text(accepted.reason());
        }

        private void notAssessed(NotAssessed entry) throws IOException {
            text(entry.rule());
            text(entry.input());
            text(entry.reason());
        }

        private void skipped(InputLedger.Entry entry) throws IOException {
            text(entry.input());
            text(entry.reason());
        }

        private void subjects(Map.Entry<String, Integer> entry) throws IOException {
            text(entry.getKey());
            out.writeInt(entry.getValue());
        }

        private void source(Map.Entry<String, SourceText> entry) throws IOException {
            text(entry.getKey());
            text(entry.getValue().raw());
            out.writeBoolean(entry.getValue().isUtf8());
        }

        private void location(Location at) throws IOException {
            text(at.file());
            out.writeInt(at.line());
            out.writeInt(at.column());
            out.writeInt(at.endLine());
            out.writeInt(at.endColumn());
            text(at.text());
        }

        private void text(@Nullable String text) throws IOException {
            if (text == null) {
                out.writeInt(-1);
                return;
            }
            out.writeInt(text.length());
            out.writeChars(text); // any characters: names in class files may have half a surrogate pair
        }
    }

    private record In(DataInputStream in) {
        Judgement judgement() throws IOException {
            return new Judgement(
                    all(this::finding),
                    all(this::accepted),
                    all(this::notAssessed),
                    all(this::notAssessed),
                    all(this::skipped),
                    Set.copyOf(all(this::text)),
                    subjects(),
                    in.readInt(),
                    in.readInt(),
                    sources(),
                    List.of());
        }

        private <T> List<T> all(Reader<T> reader) throws IOException {
            List<T> values = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                values.add(reader.read());
            }
            return values;
        }

        private ReportedFinding finding() throws IOException {
            return new ReportedFinding(
                    text(),
                    text(),
                    Severity.valueOf(text()),
                    location(),
                    text(),
                    optional(),
                    optional(),
                    optional(),
                    optional(),
                    optional(),
                    all(this::related),
                    text());
        }

        private RelatedPlace related() throws IOException {
            return new RelatedPlace(location(), text());
        }

        private AcceptedFinding accepted() throws IOException {
            return new AcceptedFinding(finding(), optional());
        }

        private NotAssessed notAssessed() throws IOException {
            return new NotAssessed(text(), text(), text());
        }

        private InputLedger.Entry skipped() throws IOException {
            return new InputLedger.Entry(text(), text());
        }

        private Map<String, Integer> subjects() throws IOException {
            Map<String, Integer> subjects = new LinkedHashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                subjects.put(text(), in.readInt());
            }
            return subjects;
        }

        private Sources sources() throws IOException {
            Map<String, SourceText> sources = new LinkedHashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                sources.put(text(), SourceText.raw(text(), in.readBoolean()));
            }
            return Sources.of(sources);
        }

        private Location location() throws IOException {
            return new Location(text(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), text());
        }

        private String text() throws IOException {
            return Objects.requireNonNull(optional());
        }

        private @Nullable String optional() throws IOException {
            int length = in.readInt();
            return length < 0
                    ? null
                    : ByteBuffer.wrap(in.readNBytes(2 * length)).asCharBuffer().toString();
        }
    }
}

package dev.moveguard.report;

import dev.moveguard.config.Severity;
import dev.moveguard.testpath.Diagnosis;
import dev.moveguard.testpath.Diagnosis.Complaint;
import dev.moveguard.testpath.Diagnosis.Guard;
import dev.moveguard.testpath.Diagnosis.Stage;
import java.util.ArrayList;
import java.util.List;

/** The diagnosis for people: a row for each guard, below it what is wrong and what to do, and a last line with counts. */
final class DoctorTable {
    private static final List<String> HEAD =
            List.of("guard", "module", "declared", "discoverable", "executed", "bites");
    private static final String INDENT = "    ";

    private final Diagnosis diagnosis;
    private final Paint paint;
    private final int width;
    private final StringBuilder out = new StringBuilder();

    DoctorTable(Diagnosis diagnosis, Paint paint, int width) {
        this.diagnosis = diagnosis;
        this.paint = paint;
        this.width = Math.max(width, 40);
    }

    String write(long millis) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        diagnosis.guards().forEach(guard -> rows.add(row(guard)));
        int[] widths = widths(rows);
        boolean isWide = total(widths) <= width;
        for (int i = diagnosis.guards().isEmpty() ? 1 : 0; i < rows.size(); i++) {
            line(isWide || i == 0 && !isWide ? padded(rows.get(i), widths, i, isWide) : narrow(rows.get(i), i));
            if (i > 0) {
                below(diagnosis.guards().get(i - 1));
            }
        }
        end(millis);
        return out.toString();
    }

    private static List<String> row(Guard guard) {
        return List.of(
                Escaped.line(guard.name()),
                guard.module().isEmpty() ? "?" : Escaped.line(guard.module()),
                cell(guard.declared()),
                cell(guard.discoverable()),
                cell(guard.executed()),
                cell(guard.bites()));
    }

    private static String cell(Stage stage) {
        String detail = stage.detail();
        return switch (stage.state()) {
            case YES -> detail.isEmpty() || Character.isDigit(detail.charAt(0)) ? yes(detail) : "yes, " + detail;
            case NO -> detail.isEmpty() ? "NO" : "NO, " + detail;
            case UNKNOWN -> "?";
            case NOT_ASKED -> detail.isEmpty() ? "-" : detail;
        };
    }

    private static String yes(String detail) {
        return detail.isEmpty() ? "yes" : detail;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static int total(int[] widths) {
        int total = -2;
        for (int column : widths) {
            total += column + 2;
        }
        return total;
    }

    private String padded(List<String> row, int[] widths, int number, boolean isWide) {
        if (!isWide) {
            return paint.bold("guard");
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            line.append(painted(text, number)).append(" ".repeat(widths[i] - text.length() + 2));
        }
        return line.toString();
    }

    /** On a narrow terminal the stages stand below the name, each with its heading. */
    private String narrow(List<String> row, int number) {
        StringBuilder lines = new StringBuilder(row.get(0));
        for (int i = 1; i < row.size(); i++) {
            lines.append("\n  %-13s %s".formatted(HEAD.get(i), painted(row.get(i), number)));
        }
        return lines.toString();
    }

    private String painted(String text, int number) {
        if (number == 0) {
            return paint.bold(text);
        }
        return text.startsWith("NO") ? paint.severity(Severity.ERROR, text) : text;
    }

    private void below(Guard guard) {
        for (Complaint complaint : guard.complaints()) {
            wrapped(complaint.message());
            String at = (complaint.at() == null ? guard.at() : complaint.at()).toString();
            if (!complaint.message().contains(at)) {
                wrapped("at: " + at);
            }
            if (!complaint.repair().isEmpty()) {
                wrapped("fix: " + complaint.repair());
            }
        }
        guard.notes().forEach(note -> wrapped("note: " + note));
    }

    private void wrapped(String text) {
        int room = width - INDENT.length();
        StringBuilder line = new StringBuilder();
        String indent = INDENT;
        for (String word : Escaped.line(text).split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                line(indent + line);
                line.setLength(0);
                indent = INDENT + "  ";
                room = width - indent.length();
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        line(indent + line);
    }

    private void end(long millis) {
        if (!diagnosis.guards().isEmpty()) {
            line("");
        }
        diagnosis.notes().forEach(note -> line("note: " + Escaped.line(note)));
        diagnosis
                .notAssessed()
                .forEach(gap -> line(paint.severity(Severity.WARNING, "not assessed") + ": " + Escaped.line(gap.input())
                        + " " + Escaped.line(gap.reason())));
        if (!diagnosis.notes().isEmpty() || !diagnosis.notAssessed().isEmpty()) {
            line("");
        }
        line(summary(millis));
    }

    private String summary(long millis) {
        long sick = diagnosis.guards().stream()
                .filter(guard -> !guard.complaints().isEmpty())
                .count();
        long healthy = diagnosis.guards().stream().filter(Guard::isHealthy).count();
        long open = diagnosis.guards().size() - sick - healthy;
        String verdict = diagnosis.guards().isEmpty()
                ? "no test class looks like a guard"
                : "%s: %s healthy%s%s"
                        .formatted(
                                counted(diagnosis.guards().size(), "guard"),
                                healthy,
                                sick > 0 ? ", " + sick + " with defects" : "",
                                open > 0 ? ", " + open + " not assessed" : "");
        return "%s; %s in %s, %s ms"
                .formatted(
                        verdict,
                        diagnosis.testClasses() + " test class" + (diagnosis.testClasses() == 1 ? "" : "es"),
                        counted(diagnosis.files(), "file"),
                        millis);
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}

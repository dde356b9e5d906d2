package dev.moveguard.maven.engine;

import dev.moveguard.maven.contract.DoctorInput;
import dev.moveguard.maven.contract.Outcome;
import dev.moveguard.maven.contract.Outcome.Verdict;
import dev.moveguard.report.DoctorReport;
import dev.moveguard.report.Report;
import dev.moveguard.rule.BuildSession;
import dev.moveguard.testpath.Diagnosis;
import dev.moveguard.testpath.Doctor;
import dev.moveguard.testpath.TestsOnPathRule.Reports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One look at the guards of a build. */
final class DoctorRun {
    private DoctorRun() {}

    static Outcome of(DoctorInput input, Optional<BuildSession> session) {
        Reports reports = Word.of(Reports.class, "guard.reports", input.reports());
        DoctorReport format = Word.format(DoctorReport.class, input.writing());
        ResultFile.check(input.writing());
        if (input.seconds() < 1) {
            throw new WrongParameterException("guard.timeLimit takes a number of seconds, at least 1");
        }
        long start = System.nanoTime();
        Diagnosis diagnosis = Doctor.examine(new Doctor.Request(
                input.root(),
                !input.isStatic(),
                reports == Reports.REQUIRED,
                Duration.ofSeconds(input.seconds()),
                session));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        ResultFile.write(input.writing(), style -> format.write(diagnosis, style, Integer.MAX_VALUE, millis));
        Report.Style plain = new Report.Style(false, input.writing().version());
        String text = DoctorReport.TEXT.write(diagnosis, plain, Integer.MAX_VALUE, millis);
        return RulesEngine.outcome(verdict(diagnosis), text, List.of());
    }

    private static Verdict verdict(Diagnosis diagnosis) {
        if (diagnosis.hasComplaints()) {
            return Verdict.FINDINGS;
        }
        boolean isWhole =
                diagnosis.notAssessed().isEmpty() && !diagnosis.guards().isEmpty();
        return isWhole ? Verdict.CLEAN : Verdict.NOT_ASSESSED;
    }
}

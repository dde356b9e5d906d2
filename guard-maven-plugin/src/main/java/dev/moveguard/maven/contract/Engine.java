package dev.moveguard.maven.contract;

/** Judges, with its own libraries around it. */
public interface Engine {
    Outcome check(CheckInput input, Session session);

    Outcome audit(AuditInput input, Session session);

    Outcome prove(ProveInput input, Session session);

    Outcome diff(DiffInput input);

    Outcome doctor(DoctorInput input, Session session);
}

package dev.moveguard.maven.contract;

/** Judges, with its own libraries around it. */
public interface Engine {
    Outcome check(CheckInput input);

    Outcome doctor(DoctorInput input);
}

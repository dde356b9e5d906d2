package dev.moveguard.maven.contract;

import java.nio.file.Path;

/**
 * What the doctor looks at.
 *
 * @param root the folder of the uppermost POM
 * @param isStatic whether only sources, POMs and reports are read
 * @param reports as a word: optional, required
 * @param seconds how long each Java machine may take that asks the tests
 */
public record DoctorInput(Path root, boolean isStatic, String reports, int seconds, Writing writing)
        implements Question {
    @Override
    public Outcome ask(Engine engine, Session session) {
        return engine.doctor(this, session);
    }
}

package dev.moveguard.maven.contract;

/** What a goal asks of the engine. As a text it holds every parameter that bears on the answer. */
public interface Question {
    Outcome ask(Engine engine, Session session);

    /** Whether the answer depends on what the build left, and not only on its sources. */
    default boolean readsBuild() {
        return true;
    }
}

package dev.moveguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the console it runs in. */
record CommandFactory(Console console) implements IFactory {
    /** Makes a command of ours. */
    Object make(Class<?> command) {
        try {
            return create(command);
        } catch (Exception e) {
            throw new IllegalStateException("every command has a constructor for its console", e);
        }
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Console.class).newInstance(console);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type); // picocli's own classes
        }
    }
}

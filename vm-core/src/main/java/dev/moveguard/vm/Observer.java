package dev.moveguard.vm;

/**
 * Is told about every effect performed below it, before any handler; it can watch and refuse, never answer.
 *
 * <p>An exception thrown here is raised at the perform site and no handler is called. Source: VM-S-150 to 161.
 */
@FunctionalInterface
public interface Observer {
    void onEffect(Effect<?> effect) throws Exception;
}

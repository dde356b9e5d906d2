package dev.moveguard.vm;

/** Makes a fresh stream for each run of a program: the program may run many times, a stream only once. */
@FunctionalInterface
public interface StreamFactory {
    IRStream open() throws Exception;
}

package dev.moveguard.benchmarks;

import dev.moveguard.vm.Control;
import dev.moveguard.vm.Vm;

/**
 * Runs one program once, so that a whole process can be measured: {@code Main <program> <way> <size>}.
 *
 * <p>Prints the output and nothing else. It uses no lambda and no string building, which would add to what plain Java
 * costs and so flatter the ratio.
 */
public final class Main {
    private Main() {}

    /** Exits with 3 when there is no such program, way or thread. */
    public static void main(String[] args) throws Exception {
        System.out.println(run(args[0], args[1], Integer.parseInt(args[2])));
    }

    /** Gives the output of one program at one size, run in one way. */
    static long run(String program, String way, int size) throws InterruptedException {
        return switch (way) {
            case "vm" -> vm(program, size);
            case "java" -> java(program, size);
            case "threads" -> threads(program, size);
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static long vm(String program, int size) {
        return switch (program) {
            case "countdown" -> Countdown.vm(size);
            case "iterator" -> Iterator.vm(size);
            case "parsing_dollars" -> ParsingDollars.vm(size);
            case "handler_sieve" -> HandlerSieve.vm(size);
            case "generator" -> Generator.vm(size);
            case "resume_nontail" -> ResumeNontail.vm(size);
            case "product_early" -> ProductEarly.vm(size);
            case "fibonacci_recursive" -> Fibonacci.vm(size);
            default -> throw new IllegalArgumentException(program);
        };
    }

    private static long java(String program, int size) {
        return switch (program) {
            case "countdown" -> Countdown.java(size);
            case "iterator" -> Iterator.java(size);
            case "parsing_dollars" -> ParsingDollars.java(size);
            case "handler_sieve" -> HandlerSieve.java(size);
            case "generator" -> Generator.java(size);
            case "resume_nontail" -> ResumeNontail.java(size);
            case "product_early" -> ProductEarly.java(size);
            case "fibonacci_recursive" -> Fibonacci.java(size);
            default -> throw new IllegalArgumentException(program);
        };
    }

    private static long threads(String program, int size) throws InterruptedException {
        return switch (program) {
            case "countdown" -> Countdown.threads(size);
            case "iterator" -> Iterator.threads(size);
            case "parsing_dollars" -> ParsingDollars.threads(size);
            case "handler_sieve" -> HandlerSieve.threads(size);
            case "generator" -> Generator.threads(size);
            case "resume_nontail" -> ResumeNontail.threads(size);
            default -> throw new IllegalArgumentException(program);
        };
    }

    /** The value of a program that ends with a number. */
    static long number(Control program) {
        Object value = new Vm().run(program);
        return value instanceof Number number ? number.longValue() : Long.MIN_VALUE;
    }
}

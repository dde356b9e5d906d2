package dev.moveguard.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One run of a program in a warm JVM. All programs run before the measured one: with a single program in the process the
 * compiler sees one handler and one stream only, and the figure flatters.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx64m"})
public class SuiteBenchmark {
    @Param({
        "countdown",
        "iterator",
        "parsing_dollars",
        "handler_sieve",
        "generator",
        "resume_nontail",
        "product_early",
        "fibonacci_recursive"
    })
    public String program = "countdown";

    @Param({"vm", "java"})
    public String way = "vm";

    @Param("12")
    public int size;

    @Setup
    public void runAllOfThem() throws Exception {
        String[] programs = SuiteBenchmark.class
                .getField("program")
                .getAnnotation(Param.class)
                .value();
        for (int turn = 0; turn < 2_000; turn++) {
            for (String other : programs) {
                Main.run(other, "vm", 12);
            }
        }
    }

    @Benchmark
    public long run() throws InterruptedException {
        return Main.run(program, way, size);
    }
}

package dev.moveguard.presets;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The types are those of the JDK where it has them (22 and newer), and look-alikes where it does not. */
class ArenaTest {
    private static final Preset PRESET = Preset.of("arena");
    private static final String JDK = """
            // file: java/lang/foreign/Arena.java
            package java.lang.foreign;
            public interface Arena extends AutoCloseable {
                static Arena ofConfined() { return null; }
                static Arena ofShared() { return null; }
                static Arena ofAuto() { return null; }
                MemorySegment allocate(long size);
                @Override void close();
            }
            // file: java/lang/foreign/MemorySegment.java
            package java.lang.foreign;
            public interface MemorySegment {
                long byteSize();
            }
            """;

    private static void verify(String rule, String members) {
        String fixture = """
                // file: com/acme/Fixture.java
                package com.acme;
                import java.lang.foreign.*;
                class Fixture {
                %s}
                """.formatted(members);
        boolean isThere = Objects.nonNull(Object.class.getResource("/java/lang/foreign/Arena.class"));
        PRESET.verify(rule, fixture, isThere ? "" : JDK);
    }

    @Test
    void reportsAnArenaThatNobodyCloses() {
        verify("arena-closed", """
                    long m() {
                        Arena arena = Arena.ofConfined(); // error: [leaked] an Arena made here is dropped on every path
                        return arena.allocate(8).byteSize();
                    }
                    long onSomePath(boolean isShort) {
                        Arena arena = Arena.ofShared(); // error: [leaked] an Arena made here is dropped on some path
                        long size = arena.allocate(8).byteSize();
                        if (isShort) {
                            return 0;
                        }
                        arena.close();
                        return size;
                    }
                """);
    }

    @Test
    void allowsAnArenaThatIsClosedOrNeedsNot() {
        verify("arena-closed", """
                    long closed() {
                        try (Arena arena = Arena.ofConfined()) {
                            return arena.allocate(8).byteSize();
                        }
                    }
                    long collected() {
                        return Arena.ofAuto().allocate(8).byteSize();
                    }
                    Arena returned() {
                        return Arena.ofConfined();
                    }
                """);
    }

    @Test
    void reportsWhatIsUsedAfterItsArenaWasClosed() {
        verify("arena-gone-after-close", """
                    long m() {
                        Arena arena = Arena.ofConfined();
                        MemorySegment segment = arena.allocate(8);
                        arena.close();
                        return segment.byteSize(); // error: [use-after-move] segment is used after it was moved on every path
                    }
                    MemorySegment more() {
                        Arena arena = Arena.ofConfined();
                        arena.close();
                        return arena.allocate(8); // error: [use-after-move] arena is used after it was moved on every path
                    }
                    long inTime() {
                        Arena arena = Arena.ofConfined();
                        long size = arena.allocate(8).byteSize();
                        arena.close();
                        return size;
                    }
                    long ofAnother(MemorySegment segment) {
                        Arena arena = Arena.ofConfined();
                        arena.close();
                        return segment.byteSize();
                    }
                """);
    }
}

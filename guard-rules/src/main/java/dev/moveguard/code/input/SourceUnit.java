package dev.moveguard.code.input;

import dev.moveguard.code.NameTable;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.ClassFile;
import dev.moveguard.code.bytecode.MentionedNames;
import dev.moveguard.code.source.CompiledSource;
import dev.moveguard.code.source.CompiledSource.CompiledClass;
import dev.moveguard.code.source.CompiledSource.Obstacle;
import dev.moveguard.code.source.CompiledSource.StandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one source told.
 *
 * @param path how reports name it
 * @param content tells what it held
 * @param isMarked whether it holds a comment that speaks to the guard
 * @param references numbers of the simple names that what it became depends on
 * @param rows its types; their entry is the path
 */
@SuppressWarnings("ArrayRecordComponent") // made once a source, compared by nobody
record SourceUnit(
        String path,
        String content,
        boolean isMarked,
        List<CompiledClass> classes,
        List<Obstacle> obstacles,
        int[] references,
        List<StandIn> standIns,
        List<ClassChunk.Row> rows) {
    private static final String MARK = "guard:allow";

    SourceUnit {
        classes = List.copyOf(classes);
        obstacles = List.copyOf(obstacles);
        standIns = List.copyOf(standIns);
        rows = List.copyOf(rows);
    }

    static SourceUnit of(String path, String content, String text, CompiledSource compiled, NameTable names) {
        List<Obstacle> obstacles = new ArrayList<>(compiled.obstacles());
        return new SourceUnit(
                path,
                content,
                text.contains(MARK),
                compiled.classes(),
                obstacles,
                compiled.references().stream().mapToInt(names::number).toArray(),
                compiled.standIns(),
                rows(path, compiled, obstacles, names));
    }

    /** Of a source that could not even be read. */
    static SourceUnit unreadable(String path, String reason) {
        return new SourceUnit(
                path,
                "",
                false,
                List.of(),
                List.of(new Obstacle(null, reason, true)),
                new int[0],
                List.of(),
                List.of());
    }

    /**
     * Reads the types of a source.
     *
     * @param obstacles takes what keeps one from being read
     * @param names numbers what they mention
     */
    static List<ClassChunk.Row> rows(String path, CompiledSource compiled, List<Obstacle> obstacles, NameTable names) {
        List<ClassChunk.Row> rows = new ArrayList<>();
        for (CompiledClass type : compiled.classes()) {
            try {
                MentionedNames mentioned = new MentionedNames();
                ClassFile.scan(type.bytes(), mentioned).ifPresent(scanned -> {
                    List<String> own = mentioned.names();
                    int[] numbers = IntStream.concat(
                                    IntStream.of(scanned.mentioned()).map(number -> names.number(own.get(number))),
                                    compiled.uncompiled().stream().mapToInt(names::number))
                            .distinct()
                            .toArray();
                    rows.add(new ClassChunk.Row(path, scanned.header(), numbers));
                });
            } catch (UnreadableException e) {
                obstacles.add(new Obstacle(null, e.reason(), false));
            }
        }
        return rows;
    }
}

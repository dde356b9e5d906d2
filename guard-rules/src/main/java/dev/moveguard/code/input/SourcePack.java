package dev.moveguard.code.input;

import dev.moveguard.code.NameTable;
import dev.moveguard.code.source.CompiledSource.CompiledClass;
import dev.moveguard.code.source.CompiledSource.Obstacle;
import dev.moveguard.code.source.CompiledSource.StandIn;
import dev.moveguard.code.source.SourceText.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all sources of one version told, each compiled against the others, as bytes and back.
 *
 * @param names the table that the numbers in the units mean
 */
record SourcePack(NameTable names, Map<String, SourceUnit> units) {
    static SourcePack empty() {
        return new SourcePack(new NameTable(), Map.of());
    }

    /**
     * Returns an empty pack for bytes that are none, or that another Java made: its libraries are part of the answer, as are those
     * that the key tells.
     */
    static SourcePack of(byte @Nullable [] bytes, String libraries) {
        if (bytes == null) {
            return empty();
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (!in.readUTF().equals(java()) || !in.readUTF().equals(libraries)) {
                return empty();
            }
            NameTable names = new NameTable();
            for (int i = in.readInt(); i > 0; i--) {
                names.number(in.readUTF());
            }
            Map<String, SourceUnit> units = new HashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                SourceUnit unit = unit(in);
                units.put(unit.path(), unit);
            }
            return new SourcePack(names, units);
        } catch (IOException e) {
            return empty(); // the sum of the file was right, and still it is none: another build of the engine
        }
    }

    /** Writes units whose numbers mean names of a table; names that no unit uses are left out. */
    static byte[] bytes(Collection<SourceUnit> units, NameTable table, String libraries) {
        NameTable names = new NameTable();
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 20);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(1 << 20);
        try {
            DataOutputStream out = new DataOutputStream(body);
            out.writeInt(units.size());
            for (SourceUnit unit : units) {
                write(unit, table, names, out);
            }
            DataOutputStream head = new DataOutputStream(whole);
            head.writeUTF(java());
            head.writeUTF(libraries);
            head.writeInt(names.size());
            for (int i = 0; i < names.size(); i++) {
                head.writeUTF(names.name(i));
            }
            body.writeTo(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array in memory does not fail
        }
        return whole.toByteArray();
    }

    private static String java() {
        return System.getProperty("java.vm.version", "") + " " + System.getProperty("java.home", "");
    }

    private static void write(SourceUnit unit, NameTable from, NameTable to, DataOutputStream out) throws IOException {
        out.writeUTF(unit.path());
        out.writeUTF(unit.content());
        out.writeBoolean(unit.isMarked());
        out.writeInt(unit.classes().size());
        for (CompiledClass type : unit.classes()) {
            out.writeUTF(type.name());
            out.writeInt(type.bytes().length);
            out.write(type.bytes());
        }
        out.writeInt(unit.obstacles().size());
        for (Obstacle obstacle : unit.obstacles()) {
            write(obstacle, out);
        }
        writeNumbers(unit.references(), from, to, out);
        out.writeInt(unit.standIns().size());
        for (StandIn standIn : unit.standIns()) {
            write(standIn, out);
        }
        out.writeInt(unit.rows().size());
        for (ClassChunk.Row row : unit.rows()) {
            ChunkFormat.writeHeader(row.header(), out);
            writeNumbers(row.mentioned(), from, to, out);
        }
    }

    private static void write(Obstacle obstacle, DataOutputStream out) throws IOException {
        Span at = obstacle.at() == null ? new Span(0, 0, 0, 0) : obstacle.at();
        out.writeInt(at.line());
        out.writeInt(at.column());
        out.writeInt(at.endLine());
        out.writeInt(at.endColumn());
        out.writeUTF(obstacle.reason());
        out.writeBoolean(obstacle.isSyntax());
    }

    private static void write(StandIn standIn, DataOutputStream out) throws IOException {
        out.writeUTF(standIn.name());
        out.writeInt(standIn.flags());
        out.writeInt(standIn.parameters());
        out.writeInt(standIn.members().size());
        for (String member : standIn.members()) {
            out.writeUTF(member);
        }
    }

    private static void writeNumbers(int[] numbers, NameTable from, NameTable to, DataOutputStream out)
            throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            ChunkFormat.writeNumber(to.number(from.name(number)), out);
        }
    }

    private static SourceUnit unit(DataInputStream in) throws IOException {
        String path = in.readUTF();
        String content = in.readUTF();
        boolean isMarked = in.readBoolean();
        List<CompiledClass> classes = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            classes.add(new CompiledClass(in.readUTF(), in.readNBytes(in.readInt())));
        }
        List<Obstacle> obstacles = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            Span at = new Span(in.readInt(), in.readInt(), in.readInt(), in.readInt());
            obstacles.add(new Obstacle(at.line() == 0 ? null : at, in.readUTF(), in.readBoolean()));
        }
        int[] references = numbers(in);
        List<StandIn> standIns = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            standIns.add(new StandIn(in.readUTF(), in.readInt(), in.readInt(), strings(in)));
        }
        List<ClassChunk.Row> rows = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            rows.add(new ClassChunk.Row(path, ChunkFormat.readHeader(in), numbers(in)));
        }
        return new SourceUnit(path, content, isMarked, classes, obstacles, references, standIns, rows);
    }

    private static Set<String> strings(DataInputStream in) throws IOException {
        Set<String> strings = new HashSet<>();
        for (int i = in.readInt(); i > 0; i--) {
            strings.add(in.readUTF());
        }
        return strings;
    }

    private static int[] numbers(DataInputStream in) throws IOException {
        int[] numbers = new int[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ChunkFormat.readNumber(in);
        }
        return numbers;
    }
}

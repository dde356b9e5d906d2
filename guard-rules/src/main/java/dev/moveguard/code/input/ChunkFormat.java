package dev.moveguard.code.input;

import dev.moveguard.code.CodeType.Header;
import dev.moveguard.code.CodeType.Kind;
import dev.moveguard.code.InputLedger;
import dev.moveguard.code.input.ClassChunk.Row;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes chunks of facts as bytes and reads them again. */
final class ChunkFormat {

    private ChunkFormat() {}

    static void write(List<ClassChunk> chunks, DataOutput out) throws IOException {
        out.writeInt(chunks.size());
        for (ClassChunk chunk : chunks) {
            writeStrings(chunk.names(), out);
            out.writeInt(chunk.rows().size());
            for (Row row : chunk.rows()) {
                writeRow(row, out);
            }
            writeEntries(chunk.failed(), out);
            writeEntries(chunk.skipped(), out);
        }
    }

    static List<ClassChunk> read(DataInput in) throws IOException {
        List<ClassChunk> chunks = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            List<String> names = readStrings(in);
            List<Row> rows = new ArrayList<>();
            for (int j = in.readInt(); j > 0; j--) {
                rows.add(readRow(in));
            }
            chunks.add(new ClassChunk(names, rows, readEntries(in), readEntries(in)));
        }
        return chunks;
    }

    private static void writeRow(Row row, DataOutput out) throws IOException {
        out.writeUTF(row.entry());
        writeHeader(row.header(), out);
        out.writeInt(row.mentioned().length);
        for (int number : row.mentioned()) {
            writeNumber(number, out);
        }
    }

    static void writeHeader(Header header, DataOutput out) throws IOException {
        out.writeUTF(header.name());
        out.writeUTF(header.kind().name());
        out.writeInt(header.modifiers());
        writeOptional(header.superclass(), out);
        writeStrings(header.interfaces(), out);
        writeOptional(header.outer(), out);
        out.writeBoolean(header.isLocal());
        writeStrings(header.annotations(), out);
        writeOptional(header.sourceFile(), out);
    }

    private static Row readRow(DataInput in) throws IOException {
        String entry = in.readUTF();
        Header header = readHeader(in);
        int[] mentioned = new int[in.readInt()];
        for (int i = 0; i < mentioned.length; i++) {
            mentioned[i] = readNumber(in);
        }
        return new Row(entry, header, mentioned);
    }

    static Header readHeader(DataInput in) throws IOException {
        return new Header(
                in.readUTF(),
                Kind.valueOf(in.readUTF()),
                in.readInt(),
                readOptional(in),
                readStrings(in),
                readOptional(in),
                in.readBoolean(),
                readStrings(in),
                readOptional(in));
    }

    /** Writes a number from 0 up in as few bytes as it needs, seven bits each, the lowest first. */
    static void writeNumber(int number, DataOutput out) throws IOException {
        int rest = number;
        while (rest > 0x7F) {
            out.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static int readNumber(DataInput in) throws IOException {
        int number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte part = in.readByte();
            number |= (part & 0x7F) << shift;
            if (part >= 0) {
                break;
            }
        }
        return number;
    }

    private static void writeStrings(List<String> strings, DataOutput out) throws IOException {
        out.writeInt(strings.size());
        for (String string : strings) {
            out.writeUTF(string);
        }
    }

    private static List<String> readStrings(DataInput in) throws IOException {
        int count = in.readInt();
        if (count == 0) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add(in.readUTF());
        }
        return strings;
    }

    private static void writeOptional(@Nullable String string, DataOutput out) throws IOException {
        writeStrings(string == null ? List.of() : List.of(string), out);
    }

    private static @Nullable String readOptional(DataInput in) throws IOException {
        List<String> strings = readStrings(in);
        return strings.isEmpty() ? null : strings.get(0);
    }

    private static void writeEntries(List<InputLedger.Entry> entries, DataOutput out) throws IOException {
        out.writeInt(entries.size());
        for (InputLedger.Entry entry : entries) {
            out.writeUTF(entry.input());
            out.writeUTF(entry.reason());
        }
    }

    private static List<InputLedger.Entry> readEntries(DataInput in) throws IOException {
        List<InputLedger.Entry> entries = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            entries.add(new InputLedger.Entry(in.readUTF(), in.readUTF()));
        }
        return entries;
    }
}

package dev.moveguard.code.input;

import dev.moveguard.code.CodeType.Header;
import dev.moveguard.code.InputLedger;
import java.util.List;

/**
 * What is known of some class files of one folder or archive without their members.
 *
 * @param names the names the class files mention, by the numbers that the rows use
 * @param failed entries that could not be read, by their names
 * @param skipped entries that hold nothing to judge, by their names
 */
record ClassChunk(List<String> names, List<Row> rows, List<InputLedger.Entry> failed, List<InputLedger.Entry> skipped) {
    /**
     * One type.
     *
     * @param entry where it stands: the path inside its folder or archive, with {@code /}
     * @param mentioned numbers of names, in no order
     */
    @SuppressWarnings("ArrayRecordComponent") // made once a class file, compared by nobody
    record Row(String entry, Header header, int[] mentioned) {}

    ClassChunk {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
        failed = List.copyOf(failed);
        skipped = List.copyOf(skipped);
    }
}

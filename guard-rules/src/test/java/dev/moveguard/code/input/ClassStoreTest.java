package dev.moveguard.code.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassStoreTest {
    private static final String NAME = "A.class";
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int SIZE_IN_CENTRAL_HEADER = 24;
    private static final int LENGTH = 100_000;

    private final Path folder;

    ClassStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Makes an archive of one entry, which says of itself that it is so long. */
    private Path archive(byte[] content, int told) throws IOException {
        Path file = folder.resolve("a.jar");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(NAME));
            zip.write(content);
            zip.closeEntry();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.limit() - Integer.BYTES;
        while (bytes.getInt(header) != CENTRAL_HEADER) {
            header--;
        }
        bytes.putInt(header + SIZE_IN_CENTRAL_HEADER, told);
        return Files.write(file, bytes.array());
    }

    private static byte[] read(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return ClassStore.entry(zip, zip.getEntry(NAME));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, LENGTH - 1, LENGTH, LENGTH + 1, 2 * LENGTH, 1 << 30})
    void readsAnEntryWhateverItSaysOfItsSize(int told) throws IOException {
        byte[] content = new byte[LENGTH];
        new Random(1).nextBytes(content);
        assertThat(read(archive(content, told))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 20})
    void refusesAnEntryThatTurnsOutTooLong(int told) throws IOException {
        Path bomb = archive(new byte[(64 << 20) + 1], told);
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("is longer than");
    }

    @Test
    void readsAnEntryOfTheGreatestLength() throws IOException {
        assertThat(read(archive(new byte[64 << 20], 64 << 20))).hasSize(64 << 20);
    }
}

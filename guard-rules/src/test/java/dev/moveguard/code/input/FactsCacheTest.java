package dev.moveguard.code.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.CodeType.Header;
import dev.moveguard.code.CodeType.Kind;
import dev.moveguard.code.InputLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private Path input = Path.of("");
    private int scans;
    private Clock clock = Clock.systemUTC();

    @BeforeEach
    void writeInput() throws IOException {
        input = folder.resolve("in.jar");
        write("first");
    }

    private void write(String content) throws IOException {
        Files.writeString(input, content);
        Files.setLastModifiedTime(input, FileTime.from(LONG_AGO));
    }

    private FactsCache cache(String engine) {
        return new FactsCache(folder.resolve(".guard"), engine.getBytes(StandardCharsets.UTF_8), clock);
    }

    private List<ClassChunk> chunks() throws IOException {
        return chunks("engine-1");
    }

    private List<ClassChunk> chunks(String engine) throws IOException {
        return cache(engine).chunks(input, List.of(input), this::scan);
    }

    private List<ClassChunk> scan() {
        scans++;
        Header header = new Header(
                "a.B$C",
                Kind.RECORD,
                0x11,
                "java.lang.Record",
                List.of("a.I", "a.J"),
                "a.B",
                false,
                List.of("a.Mark"),
                null);
        Header bare = new Header("größe.Maß", Kind.INTERFACE, 0, null, List.of(), null, true, List.of(), "Maß.java");
        int[] many = {0, 1, 127, 128, 300_000};
        return List.of(new ClassChunk(
                List.of("a.I", "a.J", "größe.Maß"),
                List.of(
                        new ClassChunk.Row("a/B$C.class", header, many),
                        new ClassChunk.Row("m.class", bare, new int[0])),
                List.of(),
                List.of(new InputLedger.Entry("x.jar", "is an archive inside an archive"))));
    }

    private Path kept() throws IOException {
        try (var files = Files.list(folder.resolve(".guard"))) {
            return files.filter(file -> file.toString().endsWith(".facts"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void givesBackAllThatWasKept() throws IOException {
        List<ClassChunk> scanned = chunks();
        List<ClassChunk> kept = chunks();
        assertThat(scans).isOne();
        assertThat(kept).usingRecursiveComparison().isEqualTo(scanned);
    }

    @Test
    void tellsByTheFileSystemAloneThatAnOldFileIsTheSame() throws IOException {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        List<ClassChunk> scanned = chunks();
        FileTime written = Files.getLastModifiedTime(kept());
        assertThat(chunks()).usingRecursiveComparison().isEqualTo(scanned);
        assertThat(scans).isOne();
        assertThat(Files.getLastModifiedTime(kept())).as("is not written again").isEqualTo(written);
    }

    @Test
    void scansAgainWhenTheContentChangesAndTheTimeOfTheLastWriteIsSetBack() throws IOException {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        chunks();
        write("other");
        chunks();
        assertThat(scans).isEqualTo(2);
    }

    @Test
    void scansAgainWhenTheContentChanges() throws IOException {
        chunks();
        write("other");
        chunks();
        assertThat(scans).isEqualTo(2);
    }

    @Test
    void scansAgainWhenContentOfTheSameSizeIsNewerThanAClockTick() throws IOException {
        Files.writeString(input, "first");
        chunks();
        FileTime time = Files.getLastModifiedTime(input);
        Files.writeString(input, "secnd");
        Files.setLastModifiedTime(input, time);
        chunks();
        assertThat(scans).isEqualTo(2);
    }

    @Test
    void doesNotScanAFileThatWasOnlyTouched() throws IOException {
        chunks();
        Files.setLastModifiedTime(input, FileTime.from(LONG_AGO.plusSeconds(60)));
        chunks();
        assertThat(scans).isOne();
    }

    @Test
    void doesNotBelieveAnotherBuildOfTheEngine() throws IOException {
        chunks("engine-1");
        chunks("engine-2");
        assertThat(scans).isEqualTo(2);
    }

    @Test
    void doesNotBelieveADamagedFile() throws IOException {
        chunks();
        byte[] whole = Files.readAllBytes(kept());
        for (int at = 0; at < whole.length; at += 11) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(kept(), damaged);
            int before = scans;
            chunks();
            assertThat(scans).as("byte %s", at).isEqualTo(before + 1);
        }
    }

    @Test
    void doesNotBelieveAFileThatWasCutOff() throws IOException {
        chunks();
        byte[] whole = Files.readAllBytes(kept());
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(kept(), java.util.Arrays.copyOf(whole, length));
            int before = scans;
            chunks();
            assertThat(scans).as("length %s", length).isEqualTo(before + 1);
        }
    }

    @Test
    void keepsNothingOfAnInputThatCouldNotBeReadInFull() throws IOException {
        FactsCache.Scan failing = () -> {
            scans++;
            return List.of(new ClassChunk(
                    List.of(), List.of(), List.of(new InputLedger.Entry("a", "cannot be read")), List.of()));
        };
        cache("engine-1").chunks(input, List.of(input), failing);
        cache("engine-1").chunks(input, List.of(input), failing);
        assertThat(scans).isEqualTo(2);
    }

    @Test
    void scansWhatCannotBeLookedAt() throws IOException {
        Path gone = folder.resolve("gone.jar");
        assertThat(cache("engine-1").chunks(gone, List.of(gone), this::scan)).hasSize(1);
        assertThat(folder.resolve(".guard")).doesNotExist();
    }

    @Test
    void worksWhereItCannotWrite() throws IOException {
        Files.writeString(folder.resolve(".guard"), "a file, not a folder");
        assertThat(chunks()).hasSize(1);
        assertThat(chunks()).hasSize(1);
        assertThat(scans).isEqualTo(2);
    }

    @Test
    void leavesNothingBehindWhenItCannotPutAFileInPlace() throws IOException {
        chunks();
        Path kept = kept();
        Files.delete(kept);
        Files.createDirectories(kept.resolve("in the way"));
        assertThat(chunks()).hasSize(1);
        try (var files = Files.list(folder.resolve(".guard"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void keepsItselfOutOfVersionControl() throws IOException {
        chunks();
        assertThat(folder.resolve(".guard/.gitignore")).hasContent("*");
    }

    @Test
    void leavesNothingHalfWrittenWhenRunsMeet() throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(4);
        List<Callable<List<ClassChunk>>> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String engine = "engine-" + i % 2;
            tasks.add(() -> chunks(engine));
        }
        for (Future<List<ClassChunk>> done : runs.invokeAll(tasks)) {
            assertThat(done.get()).hasSize(1);
        }
        runs.shutdown();
        try (var files = Files.list(folder.resolve(".guard"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .hasSize(2)
                    .contains(".gitignore");
        }
    }
}

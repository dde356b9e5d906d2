package dev.moveguard.code.input;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what class files told in earlier runs, a file for each folder or archive, and what else a run would find out again.
 *
 * <p>Facts are taken for what they say when they were made by this build of the engine from the same content. That the content
 * is the same is told by its SHA-256, and without reading it by size, times and file key of every file; a file changed within
 * the last two seconds before that was noted is read again, for it may have been written twice. A cache file that is damaged,
 * of another build or half written counts as absent. Runs at the same time replace each other's files whole.
 */
public final class FactsCache {
    private static final int MAGIC = 0x4D474631; // MGF1
    private static final Duration RACY = Duration.ofSeconds(2);
    private static final Duration UNUSED = Duration.ofDays(30);

    private final @Nullable Path folder;
    private final byte[] engine;
    private final Clock clock;

    /**
     * Keeps facts in a folder, where an engine that says of itself which it is may have kept some.
     *
     * @param folder null: nothing is kept
     * @param engine tells this build of the engine from every other
     * @param clock tells the age of files
     */
    public FactsCache(@Nullable Path folder, byte[] engine, Clock clock) {
        this.folder = folder;
        this.engine = engine;
        this.clock = clock;
    }

    /** Keeps facts in this folder, which is made when there is something to keep. */
    public static FactsCache in(Path folder) {
        return build().map(engine -> new FactsCache(folder, engine, Clock.systemUTC()))
                .orElseGet(FactsCache::none);
    }

    /** Keeps nothing. */
    public static FactsCache none() {
        return new FactsCache(null, new byte[0], Clock.systemUTC());
    }

    /** Tells this build of the engine from every other: its archive. Classes in a folder may change at any time. */
    private static Optional<byte[]> build() {
        CodeSource source = FactsCache.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path archive = Path.of(source.getLocation().toURI());
            if (!Files.isRegularFile(archive)) {
                return Optional.empty();
            }
            MessageDigest digest = sha256();
            stamp(archive, digest);
            return Optional.of(digest.digest());
        } catch (URISyntaxException | IOException e) {
            return Optional.empty(); // who cannot tell what made a fact keeps none
        }
    }

    /** Reads facts from their source. */
    interface Scan {
        List<ClassChunk> chunks() throws IOException;
    }

    /**
     * Returns the facts of a folder or archive, those kept or new ones.
     *
     * @param container the folder or archive
     * @param files its class files, or the archive itself
     */
    List<ClassChunk> chunks(Path container, Collection<Path> files, Scan scan) throws IOException {
        if (folder == null) {
            return scan.chunks();
        }
        Tell before = tell(files);
        if (before == null) {
            return scan.chunks();
        }
        Kept kept = read(container);
        if (kept != null && !kept.isRacy && Arrays.equals(kept.stamp, before.stamp)) {
            return kept.chunks();
        }
        byte[] content = content(before.files);
        if (content == null) {
            return scan.chunks();
        }
        if (kept != null && Arrays.equals(kept.content, content)) {
            write(container, new Kept(before.stamp, before.isRacy, content, kept.payload));
            return kept.chunks();
        }
        List<ClassChunk> chunks = scan.chunks();
        Tell after = tell(files);
        boolean isWhole = chunks.stream().allMatch(chunk -> chunk.failed().isEmpty());
        if (isWhole && after != null && Arrays.equals(before.stamp, after.stamp)) {
            write(container, new Kept(before.stamp, before.isRacy, content, payload(chunks)));
        }
        return chunks;
    }

    /**
     * The content of a cache file.
     *
     * @param stamp digest of what the file system says of the files
     * @param isRacy whether a file was so new that its stamp tells nothing
     * @param content digest of what the files hold
     */
    @SuppressWarnings("ArrayRecordComponent") // read and written, compared by nobody
    private record Kept(byte[] stamp, boolean isRacy, byte[] content, byte[] payload) {
        List<ClassChunk> chunks() throws IOException {
            return ChunkFormat.read(new DataInputStream(new ByteArrayInputStream(payload)));
        }
    }

    // --- what tells content -------------------------------------------------------------------------------------

    /** What the file system says of some files; {@code isRacy}: one is so new that this tells nothing. */
    @SuppressWarnings("ArrayRecordComponent") // made and read, compared by nobody
    private record Tell(List<Path> files, byte[] stamp, boolean isRacy) {}

    /** Returns nothing when a file has gone or may not be looked at: the scan tells that of each file. */
    private @Nullable Tell tell(Collection<Path> files) {
        List<Path> sorted = files.stream().sorted().toList();
        long newest = clock.millis() - RACY.toMillis();
        MessageDigest digest = sha256();
        boolean isRacy = false;
        try {
            for (Path file : sorted) {
                Instant changed = stamp(file, digest);
                isRacy |= changed.toEpochMilli() > newest;
            }
        } catch (IOException e) {
            return null;
        }
        return new Tell(sorted, digest.digest(), isRacy);
    }

    /**
     * Adds what the file system says of a file, and returns when it last changed. Where there is one, the time of the last
     * change of any kind counts as well: that of the last write can be set to anything, and build tools do.
     */
    private static Instant stamp(Path file, MessageDigest digest) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant changed = attributes.lastModifiedTime().toInstant();
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            changed = ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
        }
        String text = String.join(
                "\n",
                file.toString(),
                Long.toString(attributes.size()),
                attributes.lastModifiedTime().toInstant().toString(),
                changed.toString(),
                String.valueOf(attributes.fileKey()));
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return changed;
    }

    private static byte @Nullable [] content(List<Path> files) {
        MessageDigest digest = sha256();
        try {
            for (Path file : files) {
                byte[] bytes = Files.readAllBytes(file);
                digest.update((file + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
        } catch (IOException e) {
            return null;
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    // --- files --------------------------------------------------------------------------------------------------

    private Path file(Path container) {
        MessageDigest digest = sha256();
        digest.update(container.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
        return folder().resolve(HexFormat.of().formatHex(digest.digest(), 0, 16) + ".facts");
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("keeps nothing");
        }
        return folder;
    }

    private static byte[] payload(List<ClassChunk> chunks) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        ChunkFormat.write(chunks, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private @Nullable Kept read(Path container) {
        try {
            ByteBuffer in = open(file(container));
            return in == null ? null : new Kept(bytes(in, 32), in.get() != 0, bytes(in, 32), bytes(in, in.remaining()));
        } catch (BufferUnderflowException e) {
            return null; // half of one: as good as none
        }
    }

    /** Returns what was kept under a name by this build of the engine; null: nothing, or it is damaged. */
    public byte @Nullable [] kept(String name) {
        if (folder == null) {
            return null;
        }
        ByteBuffer in = open(folder.resolve(name + ".facts"));
        return in == null ? null : bytes(in, in.remaining());
    }

    /** Keeps bytes under a name, in the place of what was kept there. */
    public void keep(String name, byte[] bytes) {
        if (folder != null) {
            replace(folder.resolve(name + ".facts"), bytes);
        }
    }

    /** Returns what was kept under a name for exactly this key; null: nothing was. */
    public byte @Nullable [] kept(String name, String key) {
        byte[] digest = digest(key);
        byte[] bytes = kept(name);
        return bytes != null
                        && bytes.length >= digest.length
                        && Arrays.equals(bytes, 0, digest.length, digest, 0, digest.length)
                ? Arrays.copyOfRange(bytes, digest.length, bytes.length)
                : null;
    }

    /** Keeps bytes for a key, in the place of what was kept under the name for any key. */
    public void keep(String name, String key, byte[] bytes) {
        byte[] digest = digest(key);
        byte[] both = Arrays.copyOf(digest, digest.length + bytes.length);
        System.arraycopy(bytes, 0, both, digest.length, bytes.length);
        keep(name, both);
    }

    private static byte[] digest(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this keeps anything. */
    public boolean isKeeping() {
        return folder != null;
    }

    /**
     * Returns what the file system says of some files, which is the same for as long as none of them changes.
     *
     * @return nothing when one has gone, or is so new that this tells nothing
     */
    public Optional<String> stamp(Collection<Path> files) {
        Tell tell = tell(files);
        return tell == null || tell.isRacy
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(tell.stamp));
    }

    /** Opens a cache file behind what tells that it is whole, and of this build of the engine; null: it is not. */
    private @Nullable ByteBuffer open(Path file) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            CRC32C sum = new CRC32C();
            if (in.capacity() < Integer.BYTES) {
                return null;
            }
            sum.update(in.array(), Integer.BYTES, in.capacity() - Integer.BYTES);
            boolean isOurs = in.getInt() == (int) sum.getValue()
                    && in.getInt() == MAGIC
                    && Arrays.equals(bytes(in, engine.length), engine);
            return isOurs ? in : null;
        } catch (IOException | BufferUnderflowException e) {
            return null; // no such file, or half of one: as good as none
        }
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private void write(Path container, Kept kept) {
        ByteBuffer out = ByteBuffer.allocate(65 + kept.payload.length);
        out.put(kept.stamp).put((byte) (kept.isRacy ? 1 : 0)).put(kept.content).put(kept.payload);
        replace(file(container), out.array());
    }

    /** Replaces the file as a whole. A cache that cannot be written costs time and nothing else. */
    private void replace(Path file, byte[] bytes) {
        ByteBuffer out = ByteBuffer.allocate(2 * Integer.BYTES + engine.length + bytes.length);
        out.putInt(0).putInt(MAGIC).put(engine).put(bytes);
        CRC32C sum = new CRC32C();
        sum.update(out.array(), Integer.BYTES, out.capacity() - Integer.BYTES);
        out.putInt(0, (int) sum.getValue());
        try {
            prepareFolder();
            Path fresh = Files.createTempFile(folder(), "new", ".tmp");
            try {
                Files.write(fresh, out.array());
                move(fresh, file);
            } finally {
                Files.deleteIfExists(fresh); // still there when the disk is full or something is in the way
            }
        } catch (IOException e) {
            return; // a read-only checkout, a full disk: the next run reads it all again
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the folder, keeps it out of version control, and drops what no run has replaced for a month. */
    private void prepareFolder() throws IOException {
        if (!Files.isDirectory(folder())) {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve(".gitignore"), "*\n");
        }
        long oldest = clock.millis() - UNUSED.toMillis();
        try (var files = Files.newDirectoryStream(folder(), "*.{facts,tmp}")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toMillis() < oldest) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

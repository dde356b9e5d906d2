package dev.moveguard.engine;

import dev.moveguard.code.InputLedger;
import dev.moveguard.code.input.CodeReader;
import dev.moveguard.code.input.FactsCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of an earlier run, for one that would come to the same: of the same code, by the same rules, engine and Java.
 *
 * <p>A run in which a rule looks at more than the code is judged anew each time, and so is one with a kind of rule that did not come
 * with the engine, whose build the cache does not know. The jars that sources are compiled against and the day of the run are compared
 * only if the earlier run asked for them.
 */
final class KeptJudgements {
    private final FactsCache cache;
    private final String name;
    private final @Nullable String key;
    private final Asked<List<Path>> libraries;
    private final Asked<LocalDate> today;

    private KeptJudgements(
            FactsCache cache, String name, @Nullable String key, Asked<List<Path>> libraries, Asked<LocalDate> today) {
        this.cache = cache;
        this.name = name;
        this.key = key;
        this.libraries = libraries;
        this.today = today;
    }

    /**
     * Looks at what a run is about, before anything is read.
     *
     * @param reader to which all inputs have been added
     * @param ledger what adding them told
     */
    static KeptJudgements of(
            Check.Request request,
            CodeReader reader,
            InputLedger ledger,
            Asked<List<Path>> libraries,
            Asked<LocalDate> today) {
        FactsCache cache = request.cache();
        boolean canBeKept = cache.isKeeping()
                && !request.isDrawn()
                && request.rules().stream().allMatch(KeptJudgements::isOfEngine);
        Optional<String> stamp = canBeKept ? cache.stamp(reader.files()) : Optional.empty();
        return new KeptJudgements(
                cache,
                "judged-" + Integer.toHexString(about(request).hashCode()),
                stamp.map(files -> key(request, ledger, files)).orElse(null),
                libraries,
                today);
    }

    private static boolean isOfEngine(RuleBook.Entry rule) {
        return Objects.equals(place(rule.kind().getClass()), place(KeptJudgements.class));
    }

    private static @Nullable String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : String.valueOf(source.getLocation());
    }

    /** Which of the runs it is that are made again and again. */
    private static String about(Check.Request request) {
        Stream<Object> first = Stream.of(
                request.book().ruleSet().file(),
                request.lens(),
                request.version().map(CodeVersion::keptAs).orElse(""),
                request.paths(),
                System.getProperty("java.home"));
        Stream<String> ids = request.rules().stream().map(rule -> rule.entry().id());
        return Stream.concat(first, ids).map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static String key(Check.Request request, InputLedger ledger, String files) {
        return Stream.of(
                        about(request),
                        System.getProperty("java.vendor"),
                        Runtime.version(),
                        request.book().ruleSet().name(),
                        request.book().ruleSet().text(),
                        ledger.failed(),
                        ledger.skipped(),
                        files,
                        request.version().map(CodeVersion::content).orElse(""))
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    /** Returns what was kept, if it would be said again. */
    Optional<Judgement> find() {
        byte[] kept = key == null ? null : cache.kept(name, key);
        if (kept == null) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
            return holds(in.readUTF(), this::jars) && holds(in.readUTF(), this::day)
                    ? Optional.of(JudgementFormat.read(in))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the cache has a checksum for what it keeps
        }
    }

    private static boolean holds(String then, Supplier<Optional<String>> now) {
        return then.isEmpty() || now.get().filter(then::equals).isPresent();
    }

    /** Keeps what was judged, unless a later run might come to something else. */
    void keep(Judgement judgement) {
        Optional<String> jars = libraries.isAsked() ? jars() : Optional.of("");
        Optional<String> day = today.isAsked() ? day() : Optional.of("");
        if (key == null || jars.isEmpty() || day.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(jars.get());
            out.writeUTF(day.get());
            JudgementFormat.write(judgement, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes what is written
        }
        cache.keep(name, key, bytes.toByteArray());
    }

    private Optional<String> jars() {
        return cache.stamp(libraries.get());
    }

    private Optional<String> day() {
        return Optional.of(today.get().toString());
    }
}

package dev.moveguard.code.bytecode;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.Origin;
import dev.moveguard.code.TypeLibrary;
import dev.moveguard.code.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of the JDK that runs this program. */
public final class JdkLibrary implements TypeLibrary {
    private static final Path RUNTIME_IMAGE =
            FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/");
    /** The modules of the JDK by their packages: what is in none of these needs no search. */
    private static final Map<String, Module> MODULES = new HashMap<>();

    static {
        for (Module module : ModuleLayer.boot().modules()) {
            module.getPackages().forEach(name -> MODULES.put(name, module));
        }
    }

    private static final CodeType.Mentions NO_MENTIONS = CodeType.Mentions.none();

    @Override
    public Optional<CodeType> type(String name) {
        byte[] bytes = bytes(name);
        return bytes == null
                ? Optional.empty()
                : ClassFile.header(bytes)
                        .map(header -> new CodeType(
                                header,
                                NO_MENTIONS,
                                new Origin(RUNTIME_IMAGE.resolve(name), null, null, null),
                                type -> ClassFile.members(bytes)));
    }

    /** Returns the class file of a type; null when the JDK has none of this name. */
    public byte @Nullable [] bytes(String name) {
        Module module = MODULES.get(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
        if (module == null) {
            return null;
        }
        try (InputStream in = module.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UnreadableException("a class of the running JDK cannot be read: " + name, e);
        }
    }

    @Override
    public Stream<String> names(String pattern) {
        int wild = Math.min(indexOrEnd(pattern, "*"), indexOrEnd(pattern, ".."));
        if (wild == pattern.length()) {
            return Stream.empty(); // a plain name is looked up directly
        }
        String before = pattern.substring(0, wild);
        String prefix =
                before.substring(0, Math.max(before.lastIndexOf('.'), pattern.startsWith("..", wild) ? wild : 0));
        List<String> names = new ArrayList<>();
        try (Stream<Path> packages = Files.list(RUNTIME_IMAGE.resolve("packages"))) {
            for (Path dir : packages.toList()) {
                String name = dir.getFileName().toString();
                if (name.equals(prefix) || name.startsWith(prefix + ".") || prefix.isEmpty()) {
                    addTypes(dir, name, names);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names.stream();
    }

    private static void addTypes(Path packageDir, String packageName, List<String> names) throws IOException {
        try (Stream<Path> modules = Files.list(packageDir)) {
            for (Path module : modules.toList()) {
                Path classes = RUNTIME_IMAGE
                        .resolve("modules")
                        .resolve(module.getFileName().toString())
                        .resolve(packageName.replace('.', '/'));
                try (Stream<Path> files = Files.list(classes)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".class"))
                            .map(file -> packageName + "." + file.substring(0, file.length() - ".class".length()))
                            .forEach(names::add);
                }
            }
        }
    }

    private static int indexOrEnd(String text, String part) {
        int index = text.indexOf(part);
        return index < 0 ? text.length() : index;
    }
}

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
    /** Where the classes of the JDK are kept. */
    private static final Path FILE = Path.of(System.getProperty("java.home"), "lib", "modules");

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
                                new Origin(FILE, null, null, null),
                                type -> ClassFile.members(bytes)));
    }

    /** Returns the class file of a type; null when the JDK has none of this name. */
    public byte @Nullable [] bytes(String name) {
        Module module = Modules.BY_PACKAGE.get(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
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
        Path image = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/"); // looks for file systems in every jar
        try (Stream<Path> packages = Files.list(image.resolve("packages"))) {
            for (Path dir : packages.toList()) {
                String name = dir.getFileName().toString();
                if (name.equals(prefix) || name.startsWith(prefix + ".") || prefix.isEmpty()) {
                    addTypes(image, dir, name, names);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names.stream();
    }

    private static void addTypes(Path image, Path packageDir, String packageName, List<String> names)
            throws IOException {
        try (Stream<Path> modules = Files.list(packageDir)) {
            for (Path module : modules.toList()) {
                Path classes = image.resolve("modules")
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

    /** What is in none of the packages needs no search; few runs search at all. */
    private static final class Modules {
        private static final Map<String, Module> BY_PACKAGE = new HashMap<>();

        static {
            for (Module module : ModuleLayer.boot().modules()) {
                module.getPackages().forEach(name -> BY_PACKAGE.put(name, module));
            }
        }
    }
}

package dev.moveguard.testpath;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The libraries this project's own build has put into the local repository, for projects that tests compile and run. */
final class Libraries {
    private Libraries() {}

    /** The local repository: {@code group.../artifact/version/file.jar} lies below it. */
    static Path repository() {
        return jar(org.junit.jupiter.api.Test.class)
                .resolve("../../../../../..")
                .normalize();
    }

    /** {@code org.junit.jupiter:junit-jupiter:5.x}, of the version this test runs on. */
    static String jupiter() {
        return "org.junit.jupiter:junit-jupiter:" + version(org.junit.jupiter.api.Test.class);
    }

    static String archUnit() {
        return "com.tngtech.archunit:archunit-junit5:" + version(com.tngtech.archunit.core.domain.JavaClass.class);
    }

    static String version(Class<?> type) {
        return jar(type).resolve("..").normalize().getFileName().toString();
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles all sources of a folder; none is no error. */
    static void compile(Path sources, Path classes, List<Path> more) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Files.createDirectories(classes);
            List<Path> java = sources(sources);
            String path = Stream.concat(
                            more.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                    .collect(Collectors.joining(File.pathSeparator));
            List<String> options = List.of("-d", classes.toString(), "-proc:none", "-Xlint:none", "-classpath", path);
            boolean isCompiled = java.isEmpty()
                    || compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                            .call();
            if (!isCompiled) {
                throw new AssertionError("the sources do not compile: " + sources);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}

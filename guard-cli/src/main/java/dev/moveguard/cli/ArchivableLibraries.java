package dev.moveguard.cli;

import dev.moveguard.code.bytecode.RenewedClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies the libraries that every run loads so that Java can archive their classes: it archives none of a signed jar, as the compiler
 * comes in, and none of Java 5 that has been linked, as those of ASM and picocli are. The launcher puts the copy in front of the jars for
 * as long as it keeps archives.
 */
final class ArchivableLibraries {
    /** A class of each. */
    private static final List<String> LIBRARIES = List.of(
            "org.eclipse.jdt.internal.compiler.Compiler",
            "org.objectweb.asm.ClassReader",
            "org.objectweb.asm.tree.ClassNode",
            "org.objectweb.asm.tree.analysis.Frame",
            "picocli.CommandLine");

    private final ZipOutputStream to;
    private final Set<String> copied = new LinkedHashSet<>();

    private ArchivableLibraries(ZipOutputStream to) {
        this.to = to;
    }

    /**
     * Copies them.
     *
     * @param arguments the jar to write
     */
    public static void main(String[] arguments) throws IOException, URISyntaxException, ClassNotFoundException {
        try (OutputStream file = Files.newOutputStream(Path.of(arguments[0]));
                ZipOutputStream to = new ZipOutputStream(file)) {
            ArchivableLibraries libraries = new ArchivableLibraries(to);
            for (String type : LIBRARIES) {
                libraries.copy(Path.of(Class.forName(type)
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
            }
        }
    }

    /** Copies a jar without what describes it; services are found in the jar itself, which stays on the path. */
    private void copy(Path jar) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                String name = entry.getName();
                boolean isWanted =
                        !entry.isDirectory() && !name.startsWith("META-INF/") && !name.equals("module-info.class");
                if (isWanted && copied.add(name)) {
                    try (InputStream in = from.getInputStream(entry)) {
                        byte[] bytes = in.readAllBytes();
                        write(entry, name.endsWith(".class") ? RenewedClass.of(bytes) : bytes);
                    }
                }
            }
        }
    }

    private void write(ZipEntry entry, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(sum.getValue());
        stored.setTime(entry.getTime());
        to.putNextEntry(stored);
        to.write(bytes);
        to.closeEntry();
    }
}

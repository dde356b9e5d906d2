package dev.moveguard.cli;

import dev.moveguard.code.bytecode.ArchivableClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies the program, and the libraries that every run loads, so that Java can archive all of their classes: it archives none of a
 * signed jar, as the compiler comes in, none of Java 5 that has been linked, as those of ASM and picocli are, and nothing of what it
 * makes up for a record at run time. The launcher puts the copies in front of the jars for as long as it keeps archives.
 */
final class ArchivableJars {
    /** A class of each jar. */
    private static final List<String> LIBRARIES = List.of(
            "org.eclipse.jdt.internal.compiler.Compiler",
            "org.objectweb.asm.ClassReader",
            "org.objectweb.asm.tree.ClassNode",
            "org.objectweb.asm.tree.analysis.Frame",
            "org.snakeyaml.engine.v2.api.Load",
            "picocli.CommandLine");

    private static final List<String> PROGRAM = List.of("dev.moveguard.engine.Check", "dev.moveguard.cli.Guard");

    /** Found here, they are not looked for in the jars behind. */
    private static final String OWN_SERVICES = "META-INF/services/dev.moveguard.";

    private static final String CLASS = ".class";

    private final ZipOutputStream to;
    private final Set<String> copied = new LinkedHashSet<>();

    private ArchivableJars(ZipOutputStream to) {
        this.to = to;
    }

    /**
     * Copies them.
     *
     * @param arguments the jar to write for the libraries, and one for the program
     */
    public static void main(String[] arguments) throws IOException, URISyntaxException, ClassNotFoundException {
        copy(LIBRARIES, Path.of(arguments[0]));
        copy(PROGRAM, Path.of(arguments[1]));
    }

    private static void copy(List<String> types, Path to)
            throws IOException, URISyntaxException, ClassNotFoundException {
        try (OutputStream file = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            ArchivableJars jars = new ArchivableJars(zip);
            for (String type : types) {
                jars.copy(Path.of(Class.forName(type)
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
            }
        }
    }

    /** Copies a jar without what describes it. */
    private void copy(Path jar) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                String name = entry.getName();
                boolean isDescription = name.startsWith("META-INF/") && !name.startsWith(OWN_SERVICES);
                boolean isWanted = !entry.isDirectory() && !isDescription && !name.equals("module-info.class");
                if (isWanted && copied.add(name)) {
                    try (InputStream in = from.getInputStream(entry)) {
                        copy(entry, in.readAllBytes());
                    }
                }
            }
        }
    }

    private void copy(ZipEntry entry, byte[] bytes) throws IOException {
        if (!entry.getName().endsWith(CLASS)) {
            write(entry.getName(), entry, bytes);
            return;
        }
        for (Map.Entry<String, byte[]> type : ArchivableClass.of(bytes).entrySet()) {
            write(type.getKey() + CLASS, entry, type.getValue());
        }
    }

    private void write(String name, ZipEntry entry, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry stored = new ZipEntry(name);
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(sum.getValue());
        stored.setTime(entry.getTime());
        to.putNextEntry(stored);
        to.write(bytes);
        to.closeEntry();
    }
}

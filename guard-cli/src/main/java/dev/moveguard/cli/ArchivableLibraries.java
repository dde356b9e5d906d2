package dev.moveguard.cli;

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
import org.eclipse.jdt.internal.compiler.Compiler;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.Frame;
import picocli.CommandLine;

/**
 * Copies the libraries that every run loads so that Java can archive their classes: it archives none of a signed jar, as the compiler
 * comes in, and none of Java 5 that has been linked, as those of ASM and picocli are. The launcher puts the copy in front of the jars for
 * as long as it keeps archives.
 */
final class ArchivableLibraries {
    private static final List<Class<?>> LIBRARIES =
            List.of(Compiler.class, ClassReader.class, ClassNode.class, Frame.class, CommandLine.class);

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
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        try (OutputStream file = Files.newOutputStream(Path.of(arguments[0]));
                ZipOutputStream to = new ZipOutputStream(file)) {
            ArchivableLibraries libraries = new ArchivableLibraries(to);
            for (Class<?> type : LIBRARIES) {
                libraries.copy(Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI()));
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
                        write(entry, isOldClass(name, bytes) ? renewed(bytes) : bytes);
                    }
                }
            }
        }
    }

    private static boolean isOldClass(String name, byte[] bytes) {
        return name.endsWith(".class") && new ClassReader(bytes).readShort(6) < Opcodes.V1_6;
    }

    /** The same class as of Java 8, with the frames that its bodies need since Java 7. */
    private static byte[] renewed(byte[] bytes) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        ClassVisitor renewing = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(
                    int version, int access, String name, String signature, String superName, String[] interfaces) {
                super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
            }
        };
        new ClassReader(bytes).accept(renewing, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
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

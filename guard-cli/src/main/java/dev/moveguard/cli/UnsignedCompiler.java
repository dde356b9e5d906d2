package dev.moveguard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.eclipse.jdt.internal.compiler.Compiler;

/**
 * Copies the jar of the compiler without its signature. Java archives no class of a signed jar, and checks the digest of each that it
 * loads; the launcher puts the copy in front of the jar for as long as it keeps archives.
 */
final class UnsignedCompiler {
    private UnsignedCompiler() {}

    /**
     * Copies it.
     *
     * @param arguments the file to write
     */
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        Path jar = Path.of(Compiler.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        copy(jar, Path.of(arguments[0]));
    }

    /** Copies a jar, all but what signs it, without compressing it again. */
    static void copy(Path jar, Path copy) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream to = new ZipOutputStream(file)) {
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!isOfSignature(entry.getName())) {
                    to.putNextEntry(stored(entry));
                    try (InputStream in = from.getInputStream(entry)) {
                        in.transferTo(to);
                    }
                }
            }
        }
    }

    /** The manifest holds the digests, and a jar with digests counts as signed. */
    private static boolean isOfSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals("META-INF/MANIFEST.MF")
                || upper.startsWith("META-INF/")
                        && (upper.endsWith(".SF")
                                || upper.endsWith(".RSA")
                                || upper.endsWith(".DSA")
                                || upper.endsWith(".EC"));
    }

    private static ZipEntry stored(ZipEntry entry) {
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getSize());
        stored.setCrc(entry.getCrc());
        stored.setTime(entry.getTime());
        return stored;
    }
}

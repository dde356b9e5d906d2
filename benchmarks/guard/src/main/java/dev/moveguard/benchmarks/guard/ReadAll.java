package dev.moveguard.benchmarks.guard;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The limit: reads and inflates every class of the jars named, and does nothing with them. */
public final class ReadAll {
    private ReadAll() {}

    public static void main(String[] jars) throws IOException {
        int classes = 0;
        long bytes = 0;
        for (String jar : jars) {
            try (ZipFile archive = new ZipFile(jar)) {
                for (ZipEntry entry : Collections.list(archive.entries())) {
                    if (entry.getName().endsWith(".class")) {
                        try (InputStream in = archive.getInputStream(entry)) {
                            bytes += in.readNBytes((int) entry.getSize()).length;
                        }
                        classes++;
                    }
                }
            }
        }
        System.out.println(classes + " classes, " + bytes + " bytes");
    }
}

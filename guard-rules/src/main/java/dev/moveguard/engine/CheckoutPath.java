package dev.moveguard.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that a folder lies in, for what names files from its root. */
public final class CheckoutPath {
    private CheckoutPath() {}

    /**
     * Returns a folder as seen from the root of its Git checkout, with {@code /} and ending in it; empty for the root itself, and
     * for a folder in no checkout.
     */
    public static String base(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        for (Path at = absolute; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                String base = at.relativize(absolute).toString().replace('\\', '/');
                return base.isEmpty() ? "" : base + "/";
            }
        }
        return "";
    }
}

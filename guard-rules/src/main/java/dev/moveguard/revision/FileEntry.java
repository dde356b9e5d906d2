package dev.moveguard.revision;

/**
 * A file of a revision or of the index.
 *
 * @param path from the root of the repository, with {@code /}
 * @param blob the id of its content; of a submodule, of its commit
 */
public record FileEntry(String path, String blob, Kind kind) {
    /** What stands there. */
    public enum Kind {
        FILE,
        LINK,
        SUBMODULE
    }

    static FileEntry of(String path, String blob, String mode) {
        return new FileEntry(path, blob, kind(mode));
    }

    private static Kind kind(String mode) {
        return switch (mode) {
            case "120000" -> Kind.LINK;
            case "160000" -> Kind.SUBMODULE;
            default -> Kind.FILE;
        };
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

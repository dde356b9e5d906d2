package dev.moveguard.cli;

import dev.moveguard.revision.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that Git runs before each commit. What cannot be done to it is a {@link UsageException}. */
record HookFile(Path path, Console console) {
    private static final String NAME = "pre-commit";

    static HookFile of(Repository repository, Console console) {
        Repository.Hooks hooks = repository.hooks();
        if (hooks.isShared()) {
            throw new UsageException(
                    "core.hooksPath is set for more than this repository, so a hook in %s would judge others too: add guard check --staged to it yourself, or set core.hooksPath for this repository"
                            .formatted(Guard.shown(hooks.folder())));
        }
        return new HookFile(hooks.folder().resolve(NAME), console);
    }

    /** A link that leads nowhere is there too. */
    boolean isThere() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns its text; refuses one that somebody else wrote, or changed. */
    String ours() {
        String found = text();
        HookScript.Kind kind = Files.isSymbolicLink(path) ? HookScript.Kind.FOREIGN : HookScript.kindOf(found);
        if (kind == HookScript.Kind.OURS) {
            return found;
        }
        boolean isHusky = path.endsWith(Path.of(".husky", "_", NAME));
        String where = isHusky ? ".husky/" + NAME : "it";
        throw new UsageException(
                kind == HookScript.Kind.CHANGED
                        ? "%s was changed since guard hook install wrote it: left as it is".formatted(this)
                        : "%s is not of guard hook install: left as it is; to have guard in %s, add the line: guard check --staged"
                                .formatted(this, where));
    }

    private String text() {
        try {
            return Files.isRegularFile(path)
                    ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    : ""; // a folder, or a link that leads nowhere: not ours
        } catch (IOException e) {
            throw cannot(path, "read", e);
        }
    }

    void write(String script) {
        try {
            Files.createDirectories(path.resolveSibling(""));
            Path beside = Files.createTempFile(path.resolveSibling(""), NAME, ".tmp");
            Files.writeString(beside, script, StandardCharsets.UTF_8);
            boolean isExecutable =
                    beside.toFile().setReadable(true, false) && beside.toFile().setExecutable(true, false);
            if (!isExecutable) {
                throw new IOException("it cannot be made executable");
            }
            Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannot(path, "written", e);
        }
    }

    /** Takes it out; refuses one that somebody else wrote, or changed. */
    void delete() {
        ours();
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw cannot(path, "deleted", e);
        }
    }

    static UsageException cannot(Path file, String done, IOException e) {
        return new UsageException("%s cannot be %s: %s".formatted(Guard.shown(file), done, e.getMessage()));
    }

    /** Returns the path as messages show it. */
    @Override
    public String toString() {
        Path folder = console.folder().toAbsolutePath().normalize();
        return Guard.shown(path.startsWith(folder) ? folder.relativize(path) : path);
    }
}

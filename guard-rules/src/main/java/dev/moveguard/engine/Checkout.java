package dev.moveguard.engine;

import dev.moveguard.revision.GitException;
import dev.moveguard.revision.Repository;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A repository, seen from the folder of rules.yaml.
 *
 * @param root the folder of rules.yaml, as the user names it
 * @param prefix the path of that folder in the repository, with {@code /} behind it; empty: it is the root
 */
record Checkout(Repository repository, Path root, String prefix) {
    /** @throws GitException when the folder is in no repository */
    static Checkout around(Path root) {
        Repository repository = Repository.around(root);
        try {
            String path = repository
                    .root()
                    .toRealPath()
                    .relativize(root.toRealPath())
                    .toString()
                    .replace('\\', '/');
            return new Checkout(repository, root, path.isEmpty() ? "" : path + "/");
        } catch (IOException e) {
            throw new GitException("%s cannot be looked at: %s".formatted(root, e.getMessage()));
        }
    }

    /** Returns where a file of the repository would lie, below or beside the folder of rules.yaml. */
    Path file(String path) {
        try {
            return top().resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new GitException("the name of %s cannot be used with this system's character set".formatted(path));
        }
    }

    /** Returns the path in the repository of a file that {@link #file} told. */
    String path(Path file) {
        return top().relativize(file).toString().replace('\\', '/');
    }

    private Path top() {
        Path top = root;
        for (int i = 0; i < prefix.chars().filter(c -> c == '/').count(); i++) {
            top = top.getParent() == null ? top : top.getParent();
        }
        return top;
    }
}

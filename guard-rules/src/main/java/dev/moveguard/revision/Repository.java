package dev.moveguard.revision;

import dev.moveguard.config.Spelling;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository with a work tree, also one of several work trees, or a submodule. It is asked through the git command, and
 * nothing in it is written.
 *
 * <p>Names of files are taken for UTF-8. What a partial clone has not fetched is not fetched.
 */
public final class Repository {
    private static final String HEAD = "HEAD";
    private static final List<String> DIFF = List.of(
            "diff",
            "--patch-with-raw",
            "-z",
            "-U0",
            "--inter-hunk-context=0",
            "-M",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--no-relative",
            "--full-index",
            "--ignore-submodules=dirty",
            "--submodule=short");
    /** Names of settings that can be given on a command line. */
    private static final String PLAIN = "[^=\\n]+";

    private final Path root;
    private final Path gitFolder;
    private final Git git;
    private final Map<Revision, Snapshot> snapshots = new HashMap<>();

    private Repository(Path root, Path gitFolder, Git git) {
        this.root = root;
        this.gitFolder = gitFolder;
        this.git = git;
    }

    /**
     * Finds the repository around a folder.
     *
     * @throws GitException when there is none, it has no work tree, or git does not trust or cannot read it
     */
    public static Repository around(Path folder) {
        return around(folder, System.getenv("GIT_INDEX_FILE"));
    }

    /** @param indexFile what git tells its hooks of the index of the commit that is being made; null: nothing */
    static Repository around(Path folder, @Nullable String indexFile) {
        Git git = new Git(folder.toAbsolutePath().normalize());
        Git.Answer answer = git.ask("rev-parse", "--absolute-git-dir", "--is-inside-work-tree", "--show-toplevel");
        List<String> lines = answer.text().lines().toList();
        boolean isBare = lines.size() == 2 && lines.get(1).equals("false");
        if (isBare) {
            throw new GitException("%s is in a Git repository without a work tree".formatted(shown(folder)));
        } else if (!answer.isGood() || lines.size() != 3) {
            throw new GitException("%s: %s".formatted(shown(folder), answer.error()));
        }
        Path gitFolder = Path.of(lines.get(0));
        Path root = Path.of(lines.get(2));
        return new Repository(root, gitFolder, new Git(root, index(indexFile, gitFolder), List.of()));
    }

    /** A commit of some files only has an index of its own. One of another repository, whose hook runs us, is not ours. */
    private static @Nullable Path index(@Nullable String indexFile, Path gitFolder) {
        if (indexFile == null || indexFile.isEmpty()) {
            return null;
        }
        Path index = Path.of(indexFile).toAbsolutePath().normalize();
        Path folder = index.resolveSibling("");
        boolean isOfAnother = Files.exists(index.resolveSibling(HEAD)) && !isSame(folder, gitFolder);
        return isOfAnother ? null : index;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // one that is not there is not the other
        }
    }

    /** The folder that paths are relative to: the top of the work tree. */
    public Path root() {
        return root;
    }

    /** Where Git keeps what belongs to this work tree. */
    public Path gitFolder() {
        return gitFolder;
    }

    /**
     * Where Git looks for hooks.
     *
     * @param isShared whether other repositories look there too: the setting is not this repository's own
     */
    public record Hooks(Path folder, boolean isShared) {}

    /** Returns where Git looks for the hooks of this repository; the folder need not be there. */
    public Hooks hooks() {
        // The last value is that of our own calls, which run none. A value stands behind its scope.
        List<String> fields = git.ask("config", "--null", "--show-scope", "--type=path", "--get-all", "core.hooksPath")
                .fields();
        if (fields.size() < 4) {
            String common = git.run("rev-parse", "--git-common-dir").line();
            return new Hooks(root.resolve(common).normalize().resolve("hooks"), false);
        }
        String scope = fields.get(fields.size() - 4);
        boolean isOwn = scope.equals("local") || scope.equals("worktree");
        return new Hooks(root.resolve(fields.get(fields.size() - 3)).normalize(), !isOwn);
    }

    // --- revisions ----------------------------------------------------------------------------------------------

    /**
     * Finds the commit that a name, an id, or an expression such as {@code main~2} stands for.
     *
     * @throws GitException when there is none
     */
    public Revision revision(String asked) {
        return find(asked)
                .orElseThrow(() -> new GitException("no revision is called %s in %s%s"
                        .formatted(asked, shown(root), Spelling.hint(asked, names()))));
    }

    /** The names of branches and tags. */
    private List<String> names() {
        Git.Answer answer =
                git.ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags");
        return answer.isGood() ? answer.text().lines().toList() : List.of();
    }

    private Optional<Revision> find(String asked) {
        if (asked.isBlank() || asked.startsWith("-") || asked.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Git.Answer answer = git.ask("rev-parse", "--verify", "--quiet", asked + "^{commit}");
        return answer.isGood() ? Optional.of(new Revision(asked, answer.line())) : Optional.empty();
    }

    /** Returns the commit that the work tree stands on; nothing before the first one. */
    public Optional<Revision> head() {
        return find(HEAD);
    }

    /** Returns a revision without files: what the first commit is compared with. */
    public Revision nothing() {
        String id = git.feed(
                new byte[0],
                out -> new String(out.readAllBytes(), StandardCharsets.UTF_8).strip(),
                "hash-object",
                "-t",
                "tree",
                "--stdin");
        return new Revision("the empty tree", id);
    }

    /** Returns the last commit that both come from; nothing when there is none, or a shallow clone does not reach it. */
    public Optional<Revision> commonAncestor(Revision one, Revision other) {
        Git.Answer answer = git.ask("merge-base", one.id(), other.id());
        return answer.isGood() ? Optional.of(new Revision(one.asked(), answer.line())) : Optional.empty();
    }

    /** Returns where HEAD left a revision: the last commit that both come from; nothing when none is at hand. */
    public Optional<Revision> whereHeadLeft(Revision revision) {
        return head().flatMap(head -> commonAncestor(revision, head));
    }

    // --- files --------------------------------------------------------------------------------------------------

    /** Returns the files of a revision. */
    public Snapshot files(Revision revision) {
        return snapshots.computeIfAbsent(revision, this::listed);
    }

    private Snapshot listed(Revision revision) {
        List<FileEntry> files = new ArrayList<>();
        for (String field :
                git.run("ls-tree", "-r", "-z", "--full-tree", revision.id()).fields()) {
            int tab = field.indexOf('\t'); // 100644 blob ID<tab>PATH
            String[] words = field.substring(0, tab).split(" ", -1);
            files.add(FileEntry.of(field.substring(tab + 1), words[2], words[0]));
        }
        return new Snapshot(files, List.of());
    }

    /** Returns the files of the index: what the next commit will hold. A file that is only meant to be added is empty. */
    public Snapshot staged() {
        List<FileEntry> files = new ArrayList<>();
        Set<String> unmerged = new LinkedHashSet<>();
        for (String field : git.run("ls-files", "--stage", "-z", "--full-name").fields()) {
            int tab = field.indexOf('\t'); // 100644 ID STAGE<tab>PATH
            String[] words = field.substring(0, tab).split(" ", -1);
            String path = field.substring(tab + 1);
            if (words[2].equals("0")) {
                files.add(FileEntry.of(path, words[1], words[0]));
            } else {
                unmerged.add(path);
            }
        }
        return new Snapshot(files, unmerged);
    }

    /**
     * Reads what files hold. Submodules hold nothing; of a link it is what it leads to.
     *
     * @return the bytes by path
     * @throws GitException when one is not in the repository: a partial clone has not fetched it, or something is damaged
     */
    public Map<String, byte[]> contents(Collection<FileEntry> files) {
        List<FileEntry> asked = files.stream()
                .filter(file -> file.kind() != FileEntry.Kind.SUBMODULE)
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        String ids = asked.stream().map(FileEntry::blob).collect(Collectors.joining("\n", "", "\n"));
        return git.feed(ids.getBytes(StandardCharsets.US_ASCII), out -> contents(out, asked), "cat-file", "--batch");
    }

    private static Map<String, byte[]> contents(InputStream out, List<FileEntry> asked) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(out, 1 << 16));
        Map<String, byte[]> contents = new HashMap<>();
        for (FileEntry file : asked) {
            String[] header = line(in).split(" ", -1); // ID blob SIZE, or ID missing
            if (header.length != 3) {
                throw new GitException("git has not got the content of %s at hand".formatted(file.path()));
            }
            byte[] bytes = new byte[Integer.parseInt(header[2])];
            in.readFully(bytes);
            in.readByte(); // the line feed behind it
            contents.put(file.path(), bytes);
        }
        return contents;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    // --- changes ------------------------------------------------------------------------------------------------

    /** Returns what the index changes about a revision, by path; renames are found. */
    public List<Change> stagedSince(Revision base) {
        return Diff.read(git.run(diff("--cached", base.id())).bytes());
    }

    /** Returns what the work tree changes about a revision, by path; files that Git neither knows nor ignores are new. */
    public List<Change> changedSince(Revision base) {
        List<Change> changes =
                new ArrayList<>(Diff.read(withoutFilters().run(diff(base.id())).bytes()));
        List<String> unknown = withoutFilters()
                .run("ls-files", "--others", "--exclude-standard", "-z", "--full-name")
                .fields();
        unknown.forEach(path -> changes.add(new Change(null, path, List.of(Change.LineRange.ALL))));
        return List.copyOf(changes);
    }

    /** Returns what one revision changes about another, by path; renames are found. */
    public List<Change> changes(Revision base, Revision after) {
        return Diff.read(git.run(diff(base.id(), after.id())).bytes());
    }

    private static String[] diff(String... sides) {
        return Stream.concat(DIFF.stream(), Stream.of(sides)).toArray(String[]::new);
    }

    /**
     * To compare a work tree git runs the filters that the configuration names, such as those for large files: here it does
     * without, and a file that they would change counts as changed.
     */
    private Git withoutFilters() {
        Git.Answer named =
                git.ask("config", "--null", "--name-only", "--get-regexp", "^filter\\..*\\.(clean|process|required)$");
        List<String> options = new ArrayList<>();
        for (String key : named.fields()) {
            if (!key.matches(PLAIN)) {
                throw new GitException("the configuration of %s has a filter that cannot be turned off: %s"
                        .formatted(shown(root), key.lines().findFirst().orElse(key)));
            }
            options.addAll(List.of("-c", key + (key.endsWith(".required") ? "=false" : "=")));
        }
        return new Git(git.folder(), git.index(), options);
    }

    private static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }
}

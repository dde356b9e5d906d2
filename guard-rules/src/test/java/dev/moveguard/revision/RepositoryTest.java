package dev.moveguard.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moveguard.revision.Change.LineRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    @TempDir
    Path scratch = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void repository() throws IOException {
        folder = Files.createDirectories(scratch.resolve("räume"));
        git("init", "--quiet", "--initial-branch=main");
    }

    private String git(String... arguments) throws IOException {
        return git(folder, arguments);
    }

    private static String git(Path at, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(at.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor())
                    .as("git %s: %s", List.of(arguments), output)
                    .isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output.strip();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private void commit() throws IOException {
        git("add", "--all");
        git("commit", "--quiet", "--no-verify", "--message=x");
    }

    private Repository repository(Path at) {
        return Repository.around(at, null);
    }

    private static String text(Map<String, byte[]> contents, String path) {
        return new String(contents.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }

    private static String shown(Change change) {
        return change.before() + " -> " + change.after() + " " + change.lines();
    }

    @Test
    void findsTheRootFromAFolderInIt() throws IOException {
        write("a/b/c.txt", "c");
        assertThat(repository(folder.resolve("a/b")).root()).isEqualTo(folder.toRealPath());
    }

    @Test
    void saysThatAFolderIsInNoRepository() throws IOException {
        Path outside = Files.createDirectories(scratch.resolve("outside"));
        assertThatThrownBy(() -> repository(outside))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("not a git repository");
    }

    @Test
    void saysThatABareRepositoryHasNoWorkTree() throws IOException {
        git(scratch, "init", "--quiet", "--bare", "bare");
        assertThatThrownBy(() -> repository(scratch.resolve("bare")))
                .isInstanceOf(GitException.class)
                .hasMessageEndingWith("is in a Git repository without a work tree");
    }

    @Test
    void hasNoHeadBeforeTheFirstCommit() throws IOException {
        write("a.txt", "1\n");
        git("add", ".");
        Repository repository = repository(folder);
        assertThat(repository.head()).isEmpty();
        assertThat(repository.stagedSince(repository.nothing()))
                .map(RepositoryTest::shown)
                .containsExactly("null -> a.txt " + List.of(LineRange.ALL));
    }

    @Test
    void namesARevisionThatIsNotThere() throws IOException {
        write("a.txt", "1\n");
        commit();
        Repository repository = repository(folder);
        for (String asked : List.of("mian", "--help", "", "HEAD~7", "HEAD:a.txt", "main\nx")) {
            assertThatThrownBy(() -> repository.revision(asked))
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith("no revision is called " + asked + " in ");
        }
        assertThat(repository.revision("main").id()).isEqualTo(git("rev-parse", "HEAD"));
    }

    @Test
    void readsWhatIsStagedAndNotWhatLiesInTheFolder() throws IOException {
        write("größe.txt", "staged\r\n");
        write("two\nlines.txt", "odd\n");
        git("-c", "core.autocrlf=false", "add", ".");
        write("größe.txt", "later\n");
        Repository repository = repository(folder);
        Snapshot staged = repository.staged();
        Map<String, byte[]> contents = repository.contents(staged.files().values());
        assertThat(staged.files().keySet()).containsExactly("größe.txt", "two\nlines.txt");
        assertThat(text(contents, "größe.txt")).isEqualTo("staged\r\n");
        assertThat(text(contents, "two\nlines.txt")).isEqualTo("odd\n");
    }

    @Test
    void tellsWhatARevisionHeld() throws IOException {
        write("src/A.java", "class A {}\n");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("src"));
        commit();
        git("rm", "--quiet", "src/A.java");
        commit();
        Repository repository = repository(folder);
        Snapshot before = repository.files(repository.revision("HEAD~1"));
        assertThat(before.files().keySet()).containsExactly("link", "src/A.java");
        assertThat(before.file("link").map(FileEntry::kind)).contains(FileEntry.Kind.LINK);
        assertThat(text(repository.contents(before.files().values()), "src/A.java"))
                .isEqualTo("class A {}\n");
        assertThat(repository.files(repository.revision("HEAD")).files().keySet())
                .containsExactly("link");
    }

    @Test
    void tellsChangedLinesRenamesAndWhatIsGone() throws IOException {
        write("a.txt", "1\n2\n3\n4\n5\n");
        write("b \"ü\".txt", "x\ny\nz\nu\nv\nw\n");
        write("c.txt", "gone\n");
        Files.createSymbolicLink(folder.resolve("e"), Path.of("a.txt"));
        commit();
        write("a.txt", "1\nzwei\n3\n4\n4b\n4c\n5\n");
        git("mv", "b \"ü\".txt", "b2.txt");
        Files.delete(folder.resolve("c.txt"));
        Files.delete(folder.resolve("e"));
        write("e", "diff --git a/x b/x\n@@ -1 +7,9 @@\n");
        write("new.txt", "unknown to git\n");
        Repository repository = repository(folder);
        assertThat(repository.changedSince(repository.revision("HEAD")))
                .map(RepositoryTest::shown)
                .containsExactly(
                        "a.txt -> a.txt " + List.of(new LineRange(2, 2), new LineRange(5, 6)),
                        "b \"ü\".txt -> b2.txt []",
                        "c.txt -> null []",
                        "e -> e " + List.of(new LineRange(1, 2)),
                        "null -> new.txt " + List.of(LineRange.ALL));
    }

    @Test
    void doesNotTakeATouchedFileForAChangedOne() throws IOException {
        write("a.txt", "1\n");
        write("b.txt", "1\n");
        commit();
        write("a.txt", "1\n");
        write("b.txt", "2\n");
        Repository repository = repository(folder);
        assertThat(repository.changedSince(repository.revision("HEAD")))
                .map(RepositoryTest::shown)
                .containsExactly("b.txt -> b.txt " + List.of(new LineRange(1, 1)));
    }

    @Test
    void tellsStagedChangesOnly() throws IOException {
        write("a.txt", "1\n2\n");
        commit();
        write("a.txt", "1\n2\n3\n");
        git("add", ".");
        write("a.txt", "0\n1\n2\n3\n");
        Repository repository = repository(folder);
        assertThat(repository.stagedSince(repository.revision("HEAD")))
                .map(RepositoryTest::shown)
                .containsExactly("a.txt -> a.txt " + List.of(new LineRange(3, 3)));
    }

    @Test
    void tellsWhatAMergeLeftInConflict() throws IOException {
        write("a.txt", "1\n");
        commit();
        git("checkout", "--quiet", "-b", "other");
        write("a.txt", "2\n");
        commit();
        git("checkout", "--quiet", "main");
        write("a.txt", "3\n");
        commit();
        assertThatThrownBy(() -> git("merge", "other")).isInstanceOf(AssertionError.class);
        Repository repository = repository(folder);
        assertThat(repository.staged().unmerged()).containsExactly("a.txt");
        assertThat(repository.staged().files()).isEmpty();
        assertThat(repository.changedSince(repository.revision("HEAD"))).isNotEmpty();
    }

    @Test
    void readsWorkTreesAndSubmodulesAsRepositoriesOfTheirOwn() throws IOException {
        write("a.txt", "1\n");
        commit();
        git("worktree", "add", "--quiet", "../second", "-b", "second");
        git("submodule", "--quiet", "add", folder.toString(), "sub");
        Repository second = repository(scratch.resolve("second"));
        Repository sub = repository(folder.resolve("sub"));
        assertThat(second.root()).isEqualTo(scratch.resolve("second").toRealPath());
        assertThat(second.gitFolder())
                .isEqualTo(folder.resolve(".git/worktrees/second").toRealPath());
        assertThat(sub.root()).isEqualTo(folder.resolve("sub").toRealPath());
        FileEntry entry = repository(folder).staged().file("sub").orElseThrow();
        assertThat(entry.kind()).isEqualTo(FileEntry.Kind.SUBMODULE);
        assertThat(repository(folder).contents(List.of(entry))).isEmpty();
    }

    @Test
    void readsTheIndexThatAHookIsTold() throws IOException {
        write("a.txt", "1\n");
        commit();
        Path own = folder.resolve(".git/next-index");
        Files.copy(folder.resolve(".git/index"), own);
        write("b.txt", "2\n");
        git("add", ".");
        assertThat(Repository.around(folder, own.toString()).staged().files().keySet())
                .containsExactly("a.txt");
        assertThat(repository(folder).staged().files().keySet()).containsExactly("a.txt", "b.txt");
    }

    @Test
    void doesNotReadTheIndexOfAnotherRepository() throws IOException {
        write("a.txt", "1\n");
        commit();
        Path other = Files.createDirectories(scratch.resolve("other"));
        git(other, "init", "--quiet");
        Files.writeString(other.resolve("o.txt"), "o");
        git(other, "add", ".");
        Repository repository =
                Repository.around(folder, other.resolve(".git/index").toString());
        assertThat(repository.staged().files().keySet()).containsExactly("a.txt");
    }

    @Test
    void findsWhereABranchLeft() throws IOException {
        write("a.txt", "1\n");
        commit();
        String left = git("rev-parse", "HEAD");
        git("checkout", "--quiet", "-b", "branch");
        write("b.txt", "1\n");
        commit();
        git("checkout", "--quiet", "main");
        write("c.txt", "1\n");
        commit();
        git("checkout", "--quiet", "--orphan", "island");
        commit();
        Repository repository = repository(folder);
        Revision main = repository.revision("main");
        assertThat(repository.commonAncestor(main, repository.revision("branch")))
                .contains(new Revision("main", left));
        assertThat(repository.commonAncestor(main, repository.revision("island")))
                .isEmpty();
    }

    /** A checkout may come from anywhere: nothing that its configuration names is run. */
    @Test
    void runsNothingThatTheConfigurationNames() throws IOException {
        write(".gitattributes", "*.txt filter=evil diff=evil\n");
        write("a.txt", "1\n");
        commit();
        write("a.txt", "2\n");
        git("add", ".");
        write("a.txt", "3\n");
        Path proof = scratch.resolve("was-run");
        String command = "touch " + proof + "; cat";
        for (String key : List.of(
                "filter.evil.clean",
                "filter.evil.smudge",
                "diff.evil.command",
                "diff.evil.textconv",
                "diff.external",
                "core.fsmonitor",
                "core.pager")) {
            git("config", key, command);
        }
        git("config", "filter.evil.required", "true");
        Path hooks = Files.createDirectories(folder.resolve(".git/hooks"));
        Path hook = Files.writeString(hooks.resolve("post-index-change"), "#!/bin/sh\n" + command + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        Files.deleteIfExists(proof); // git itself has run some of it by now
        Repository repository = repository(folder);
        Revision head = repository.revision("HEAD");
        assertThat(repository.changedSince(head)).hasSize(1);
        assertThat(repository.stagedSince(head)).hasSize(1);
        assertThat(repository.contents(repository.staged().files().values())).hasSize(2);
        assertThat(proof).doesNotExist();
    }

    @Test
    void namesContentThatIsNotAtHand() throws IOException {
        write("a.txt", "1\n");
        commit();
        Repository repository = repository(folder);
        FileEntry lost = new FileEntry("a.txt", "0123456789012345678901234567890123456789", FileEntry.Kind.FILE);
        assertThatThrownBy(() -> repository.contents(List.of(lost)))
                .isInstanceOf(GitException.class)
                .hasMessage("git has not got the content of a.txt at hand");
    }

    @Test
    void readsMuchAtOnce() throws IOException {
        for (int i = 0; i < 300; i++) {
            write("f" + i + ".txt", ("line " + i + "\n").repeat(5000));
        }
        git("add", ".");
        Repository repository = repository(folder);
        Map<String, byte[]> contents =
                repository.contents(repository.staged().files().values());
        assertThat(contents).hasSize(300);
        assertThat(text(contents, "f299.txt")).startsWith("line 299\nline 299\n");
    }
}

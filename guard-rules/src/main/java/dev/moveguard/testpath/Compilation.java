package dev.moveguard.testpath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.SelectorUtils;

/** Whether the build compiles a test class: from which folders, and what it leaves out of them. */
record Compilation(MavenModule module) {
    Verdict verdict(TestClass test) {
        Optional<Path> folder = module.testFolders().stream()
                .map(MavenModule.TestFolder::folder)
                .filter(candidate -> file(test).startsWith(candidate))
                .findFirst();
        if (folder.isEmpty()) {
            return outside(test);
        }
        String path = folder.get().relativize(file(test)).toString();
        Verdict verdict = null;
        for (GoalRun run : module.runs(MavenModule.COMPILER, "testCompile")) {
            Verdict compiled = verdict(run, path);
            verdict = verdict == null ? compiled : verdict.or(() -> compiled);
        }
        return verdict == null ? Verdict.runs() : verdict; // who compiles without the plugin knows how
    }

    private static Path file(TestClass test) {
        return test.type().file().toAbsolutePath().normalize();
    }

    private Verdict outside(TestClass test) {
        Path root = test.type().root();
        List<MavenModule.TestFolder> folders = new ArrayList<>(module.testFolders());
        Where where = folders.isEmpty() ? Where.NOWHERE : folders.get(0).where();
        String known = folders.isEmpty()
                ? "none"
                : module.locations().project().shown(folders.get(0).folder());
        return Verdict.notRun(
                        "%s is no folder of test sources of module %s%s"
                                .formatted(
                                        module.locations().project().shown(root), module.shown(), where.setting(known)),
                        where)
                .repair("move the class there, or add the folder with build-helper's add-test-source");
    }

    private Verdict verdict(GoalRun run, String path) {
        if (!run.isBound()) {
            Where where = run.phase().map(Setting::where).orElse(Where.NOWHERE);
            return Verdict.notRun("the compilation of tests is bound to no phase" + where.inBrackets(), where)
                    .repair("remove the phase of the execution of the compiler plugin");
        }
        Optional<Setting> skip = module.setting(run, "skip", "maven.test.skip").filter(Setting::isTrue);
        if (skip.isPresent()) {
            return Switches.verdict(skip.get());
        }
        for (Setting exclude : module.settings(run, "testExcludes", "")) {
            if (matches(exclude.value(), path)) {
                return Verdict.notRun(
                                "the compiler leaves it out%s"
                                        .formatted(exclude.where().setting(exclude.value())),
                                exclude.where())
                        .repair("remove the exclude");
            }
        }
        List<Setting> includes = module.settings(run, "testIncludes", "");
        return includes.isEmpty() || includes.stream().anyMatch(include -> matches(include.value(), path))
                ? Verdict.runs()
                : Verdict.notRun(
                                "no testInclude of the compiler matches it%s"
                                        .formatted(includes.get(0).where().setting(values(includes))),
                                includes.get(0).where())
                        .repair("add an include that matches it");
    }

    private static String values(List<Setting> settings) {
        return String.join(", ", settings.stream().map(Setting::value).toList());
    }

    /** A pattern that ends in a slash means all below, as everywhere in Maven. */
    private static boolean matches(String pattern, String path) {
        String whole = pattern.endsWith("/") || pattern.endsWith("\\") ? pattern + "**" : pattern;
        return SelectorUtils.matchPath(whole.replace('\\', '/'), path.replace('\\', '/'), "/", true);
    }
}

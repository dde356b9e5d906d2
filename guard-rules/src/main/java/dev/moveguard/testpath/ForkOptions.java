package dev.moveguard.testpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * How Surefire would start the Java machine of a module's tests, as far as that can change which tests are found and what
 * they say: its Java, options, system properties, environment and working folder.
 *
 * @param java the program
 * @param leftOut options that are not used here: agents, and what only a running build knows
 */
record ForkOptions(
        Path java,
        Path folder,
        List<String> options,
        Map<String, String> properties,
        Map<String, String> environment,
        Set<String> hidden,
        List<String> leftOut) {
    private static final Pattern EXPRESSION = Pattern.compile("[@$]\\{([^}]+)}");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Pattern KEPT = Pattern.compile(
            "-D.+|-(?:ea|da|esa|dsa|enableassertions|disableassertions)(?::.*)?|-X(?:mx|ms|ss)\\w+|--enable-preview"
                    + "|--(?:add-opens|add-exports|add-reads|add-modules|limit-modules|enable-native-access)=.+");
    private static final Pattern TAKES_NEXT =
            Pattern.compile("--(?:add-opens|add-exports|add-reads|add-modules|limit-modules|enable-native-access)");
    /** What says how fast, how big or how loud the machine is. */
    private static final Pattern HARMLESS =
            Pattern.compile("-X.*|-verbose.*|-server|-client|--illegal-access=.*|-showversion");

    ForkOptions {
        options = List.copyOf(options);
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
        hidden = Set.copyOf(hidden);
        leftOut = List.copyOf(leftOut);
    }

    /** A machine like this one, in a folder. */
    static ForkOptions in(Path folder) {
        return new ForkOptions(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                folder,
                List.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of());
    }

    static ForkOptions of(TestRun run) {
        return new Reader(run).read();
    }

    /** Reads them from the configuration of an execution. */
    private record Reader(TestRun run) {
        ForkOptions read() {
            ForkOptions usual = in(run.module().folder());
            List<String> kept = new ArrayList<>();
            List<String> leftOut = new ArrayList<>();
            boolean isForked = text("forkCount", "forkCount")
                    .map(count -> !count.matches("0(\\.0*)?C?"))
                    .orElse(true);
            if (isForked) {
                sort(words(argLine(leftOut)), kept, leftOut);
            }
            text("enableAssertions", "enableAssertions")
                    .filter(text -> text.equalsIgnoreCase("false"))
                    .ifPresentOrElse(no -> {}, () -> kept.add(0, "-ea"));
            Path java = path("jvm", "jvm").filter(Files::isRegularFile).orElse(usual.java());
            Path folder = path("workingDirectory", "basedir")
                    .filter(Files::isDirectory)
                    .orElse(usual.folder());
            return new ForkOptions(
                    java,
                    isForked ? folder : usual.folder(),
                    kept,
                    properties(),
                    isForked ? children("environmentVariables") : Map.of(),
                    isForked ? list("excludedEnvironmentVariables") : Set.of(),
                    leftOut);
        }

        private Optional<String> text(String parameter, String property) {
            return run.module().setting(run.run(), parameter, property).map(Setting::value);
        }

        private Optional<Path> path(String parameter, String property) {
            return text(parameter, property).flatMap(run.module()::path);
        }

        private Set<String> list(String parameter) {
            Set<String> values = new TreeSet<>();
            run.module()
                    .settings(run.run(), parameter, run.plugin().property(parameter))
                    .forEach(setting -> values.add(setting.value()));
            return values;
        }

        /** Follows what the model builder left, and what Surefire itself follows: {@code @{argLine}}. */
        private String argLine(List<String> leftOut) {
            Matcher matcher = EXPRESSION.matcher(text("argLine", "argLine").orElse(""));
            StringBuilder text = new StringBuilder();
            while (matcher.find()) {
                Optional<Setting> known = run.module().property(matcher.group(1));
                if (known.isEmpty()) {
                    leftOut.add(matcher.group());
                }
                String value = known.map(Setting::value).orElse("");
                matcher.appendReplacement(text, Matcher.quoteReplacement(value));
            }
            return matcher.appendTail(text).toString();
        }

        private static List<String> words(String line) {
            return WORD.matcher(line)
                    .results()
                    .map(word -> word.group().replaceAll("[\"']", ""))
                    .toList();
        }

        private static void sort(List<String> words, List<String> kept, List<String> leftOut) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (TAKES_NEXT.matcher(word).matches() && i + 1 < words.size()) {
                    i++;
                    kept.add(word + "=" + words.get(i));
                } else if (KEPT.matcher(word).matches()) {
                    kept.add(word);
                } else if (!HARMLESS.matcher(word).matches()) {
                    leftOut.add(word);
                }
            }
        }

        /** Later ones win: those of a file, of the configuration, of the user. */
        private Map<String, String> properties() {
            Map<String, String> all = new LinkedHashMap<>(ofFile());
            named(child("systemProperties")).forEach(all::put);
            all.putAll(children("systemPropertyVariables"));
            run.module().config().userProperties().forEach((name, value) -> all.put(name.toString(), value.toString()));
            all.put("basedir", run.module().folder().toAbsolutePath().toString());
            return all;
        }

        private Map<String, String> ofFile() {
            Map<String, String> all = new LinkedHashMap<>();
            path("systemPropertiesFile", "surefire.systemPropertiesFile")
                    .filter(Files::isRegularFile)
                    .ifPresent(file -> load(file).forEach((name, value) -> all.put(name.toString(), value.toString())));
            return all;
        }

        private Properties load(Path file) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
                return properties;
            } catch (IOException | IllegalArgumentException e) {
                throw new UnreadableBuildException(
                        run.module().locations().project().shown(file), "cannot be read: " + e.getMessage());
            }
        }

        private Optional<Xpp3Dom> child(String name) {
            return Optional.ofNullable(run.run().configuration())
                    .flatMap(all -> Optional.ofNullable(all.getChild(name)));
        }

        private Map<String, String> children(String name) {
            Map<String, String> all = new LinkedHashMap<>();
            child(name).stream()
                    .flatMap(element -> Stream.of(element.getChildren()))
                    .forEach(element -> all.put(element.getName(), value(element)));
            return all;
        }

        /** The old way: elements with a name and a value. */
        private static Map<String, String> named(Optional<Xpp3Dom> list) {
            Map<String, String> all = new LinkedHashMap<>();
            list.stream().flatMap(element -> Stream.of(element.getChildren())).forEach(element -> {
                Xpp3Dom name = element.getChild("name");
                Xpp3Dom value = element.getChild("value");
                if (name != null && name.getValue() != null && value != null) {
                    all.put(name.getValue(), value(value));
                }
            });
            return all;
        }

        private static String value(Xpp3Dom element) {
            return element.getValue() == null ? "" : element.getValue();
        }
    }
}

package dev.moveguard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.ParameterSpec;
import dev.moveguard.config.Parameters;
import dev.moveguard.rule.Rule;
import dev.moveguard.rule.RuleKind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleKindsLookupTest {
    private Others others;

    /** A kind that somebody else registers. */
    public static final class OtherKind implements RuleKind {
        @Override
        public String name() {
            return "of-others";
        }

        @Override
        public String says() {
            return "holds always";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of();
        }

        @Override
        public Rule rule(Parameters parameters) {
            throw new UnsupportedOperationException();
        }
    }

    /** Has a folder behind the class path, and counts how often it is asked for all resources of a name. */
    private static final class Others extends URLClassLoader {
        private int asked;

        Others(Path folder) throws IOException {
            super(new URL[] {folder.toUri().toURL()}, RuleKindsLookupTest.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            asked++;
            return super.getResources(name);
        }
    }

    @BeforeEach
    void registerAnother(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(RuleKind.class.getName()), OtherKind.class.getName());
        others = new Others(folder);
    }

    @Test
    void looksNoFurtherForAKindOfTheFirstJar() {
        assertThat(new RuleKinds(others).called("never-stores")).isPresent();
        assertThat(others.asked).isZero();
    }

    @Test
    void findsAKindOfAnotherJar() {
        assertThat(new RuleKinds(others).called("of-others")).containsInstanceOf(OtherKind.class);
    }

    @Test
    void knowsEveryKindOnce() {
        RuleKinds kinds = new RuleKinds(others);
        assertThat(kinds.called("no-such-kind")).isEmpty();
        assertThat(kinds.all())
                .extracting(RuleKind::name)
                .contains("of-others", "never-stores")
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(RuleBook.kinds().size() + 1);
    }
}

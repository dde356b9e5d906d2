package dev.moveguard.rule.archunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.library.GeneralCodingRules;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.rule.archunit.Answer.Outcome;
import dev.moveguard.rule.archunit.Answer.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchUnitProcessTest {
    private static final String RULE = "NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void namesTheTypesArchUnitDidNotImport() throws Exception {
        Path broken = Files.write(folder.resolve("Broken.class"), new byte[] {1, 2, 3});
        Answer answer = ask(
                List.of(broken.toString(), classes()),
                List.of("Broken", getClass().getName()));
        assertThat(answer.missing()).containsExactly("Broken");
        assertThat(answer.verdicts()).containsExactly(new Verdict(RULE, Outcome.JUDGED, List.of()));
    }

    @Test
    void judgesOnlyWhatItIsAskedFor() {
        Answer answer = ask(List.of(classes()), List.of());
        assertThat(answer.verdicts())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.EMPTY));
    }

    @Test
    void tellsAPlaceThatIsNotThere() {
        assertThat(ask(List.of(folder.resolve("gone.jar").toString()), List.of("Gone"))
                        .verdicts())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.outcome()).isIn(Outcome.FAILED, Outcome.EMPTY));
    }

    @Test
    void tellsAFolderThatIsNotThere() {
        ArchUnitProcess process = new ArchUnitProcess(List.of(), folder.resolve("gone"), 60);
        assertThatThrownBy(() -> process.ask(question(List.of(), List.of())))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("cannot be judged: ");
    }

    private Answer ask(List<String> places, List<String> names) {
        return new ArchUnitProcess(List.of(), folder, 60).ask(question(places, names));
    }

    private static Question question(List<String> places, List<String> names) {
        return new Question(GeneralCodingRules.class.getName(), RULE, places, names);
    }

    private static String classes() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }
}

package dev.moveguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KINDS = List.of("sole-owner", "one-shot", "never-stores");

    @Test
    void findsTheNearestName() {
        assertThat(Spelling.hint("sole-ower", KINDS)).isEqualTo(", did you mean sole-owner?");
        assertThat(Spelling.hint("SOLE-OWNER", KINDS)).isEqualTo(", did you mean sole-owner?");
        assertThat(Spelling.hint("neevr-stores", KINDS)).isEqualTo(", did you mean never-stores?");
    }

    @Test
    void saysNothingWhenNoNameIsNear() {
        assertThat(Spelling.hint("layers", KINDS)).isEmpty();
        assertThat(Spelling.hint("x", List.of())).isEmpty();
    }

    @Test
    void countsSwappedLettersOnce() {
        assertThat(Spelling.nearest("abdc", List.of("abcd", "abxx"))).contains("abcd");
    }
}

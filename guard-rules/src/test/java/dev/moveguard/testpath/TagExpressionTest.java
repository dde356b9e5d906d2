package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagExpressionTest {
    @ParameterizedTest
    @CsvSource({
        "a, true",
        "b, false",
        "!b, true",
        "!a, false",
        "a & b, false",
        "a | b, true",
        "b & b | a, true",
        "a | b & b, true",
        "!(a | b), false",
        "! b & a, true",
        "any(), true",
        "none(), false",
        "a.b-c, false"
    })
    void holdsForTheTagA(String expression, boolean expected) {
        assertThat(TagExpression.parse(expression).orElseThrow().test(Set.of("a")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "a &", "(a", "a)", "a b", "!", "a | | b"})
    void refusesWhatIsNone(String expression) {
        assertThat(TagExpression.parse(expression)).isEmpty();
    }
}

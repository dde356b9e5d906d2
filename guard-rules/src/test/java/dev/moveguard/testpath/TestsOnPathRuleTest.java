package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.config.ParameterSpec;
import dev.moveguard.rule.RuleKind;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TestsOnPathRuleTest {
    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(RuleKind.class)).anyMatch(TestsOnPathRule.Kind.class::isInstance);
    }

    @Test
    void takesTestsReportsAndTheFewest() {
        assertThat(new TestsOnPathRule.Kind().parameters())
                .extracting(ParameterSpec::name, ParameterSpec::required, ParameterSpec::fallback)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tests", true, java.util.List.of()),
                        org.assertj.core.groups.Tuple.tuple("reports", false, java.util.List.of("optional")),
                        org.assertj.core.groups.Tuple.tuple("min", false, java.util.List.of("1")));
    }
}

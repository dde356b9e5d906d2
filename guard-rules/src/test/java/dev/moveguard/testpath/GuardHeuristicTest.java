package dev.moveguard.testpath;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardHeuristicTest {
    @ParameterizedTest
    @CsvSource({
        "OwnershipGuardTest, Guard",
        "ArchUnitTest, Arch",
        "ArchitectureIT, Architecture",
        "MyARCHTest, ARCH",
        "LayerRules, Rules",
        "Package_Conventions, Conventions",
        "Spec21LawsTest, Laws"
    })
    void findsATellingWord(String name, String word) {
        assertThat(GuardHeuristic.named(name)).contains("is named " + word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SearchTest", "GuardianTest", "FlawTest", "OrderRuleTest", "StarchTest", "ArchiveTest"})
    void leavesOtherWordsAlone(String name) {
        assertThat(GuardHeuristic.named(name)).isEmpty();
    }
}

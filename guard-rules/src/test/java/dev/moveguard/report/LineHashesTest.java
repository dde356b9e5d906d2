package dev.moveguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moveguard.code.source.SourceText;
import org.junit.jupiter.api.Test;

/** The expected values are those that GitHub's own upload program computes for the same text. */
class LineHashesTest {
    @Test
    void hashesAnEmptyFile() {
        assertThat(LineHashes.of(SourceText.of(""))).containsExactly("c129715d7a2bc9a3:1");
    }

    @Test
    void leavesOutWhiteSpaceAndCountsTheLastLine() {
        assertThat(LineHashes.of(SourceText.of(" a\nb\n  \t\tc\n d")))
                .containsExactly("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1");
    }

    @Test
    void takesEveryLineEndAlike() {
        String[] hashes = {
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1"
        };
        String text = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n";
        assertThat(LineHashes.of(SourceText.of(text))).containsExactly(hashes);
        assertThat(LineHashes.of(SourceText.of(text.replace("\n", "\r\n")))).containsExactly(hashes);
        assertThat(LineHashes.of(SourceText.of(text.replace("\n", "\r")))).containsExactly(hashes);
    }

    @Test
    void numbersLinesOfTheSameHash() {
        assertThat(LineHashes.of(SourceText.of("Lorem ipsum dolor sit amet.\n".repeat(10))))
                .startsWith("a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3")
                .endsWith("a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1");
    }

    @Test
    void aByteOrderMarkIsPartOfTheFirstLine() {
        assertThat(LineHashes.of(SourceText.of("\uFEFFa\nb")).get(0))
                .isNotEqualTo(LineHashes.of(SourceText.of("a\nb")).get(0));
        assertThat(LineHashes.of(SourceText.of("\uFEFFa\nb")).get(1))
                .isEqualTo(LineHashes.of(SourceText.of("a\nb")).get(1));
    }
}

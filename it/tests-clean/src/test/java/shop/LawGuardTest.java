package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LawGuardTest {
    @Test
    void twoAndTwoAreFour() {
        assertEquals(4, 2 + 2);
    }
}

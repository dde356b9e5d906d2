package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OtherTest {
    @Test
    void twoAndTwoAreFour() {
        assertEquals(4, 2 + 2);
    }
}

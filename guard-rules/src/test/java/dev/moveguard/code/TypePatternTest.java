package dev.moveguard.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypePatternTest {
    @ParameterizedTest
    @CsvSource({
        "a.b.Name, a.b.Name, true",
        "a.b.Name, a.b.Names, false",
        "a.b.Name, a.b.c.Name, false",
        "a.b.Outer.Inner, a.b.Outer$Inner, true",
        "a.b.Outer$Inner, a.b.Outer$Inner, true",
        "a.b.*Dao, a.b.UserDao, true",
        "a.b.*Dao, a.b.c.UserDao, false",
        "a.b.*, a.b.X, true",
        "a.b.*, a.b.X$Y, false",
        "a..Dao, a.Dao, true",
        "a..Dao, a.b.c.Dao, true",
        "a..Dao, ab.Dao, false",
        "a.b.., a.b.X, true",
        "a.b.., a.b.c.X$Y, true",
        "a.b.., a.bc.X, false",
        "..Dao, Dao, true",
        "..Dao, a.b.Dao, true",
        "..Dao, a.b.UserDao, false",
        "..*Dao, a.b.UserDao, true",
        "..*, a.b.X$Y, true",
        "..*, X, true",
        "Frame, Frame, true",
        "Frame, a.Frame, false",
        "a.B+, a.B, false",
        "a.Bär, a.Bär, true"
    })
    void namesTypes(String pattern, String name, boolean matches) {
        assertThat(TypePattern.of(pattern).isNamed(name)).isEqualTo(matches);
    }
}

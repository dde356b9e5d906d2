package dev.moveguard.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationsTest {
    @ParameterizedTest
    @ValueSource(classes = {MoveOnly.class, Consumes.class, Borrows.class})
    void areKeptInClassFilesWhereTheBytecodeLensReadsThem(Class<? extends Annotation> annotation) {
        Retention retention = annotation.getAnnotation(Retention.class);
        assertThat(retention).isNotNull();
        assertThat(retention.value()).isEqualTo(RetentionPolicy.CLASS);
    }

    @ParameterizedTest
    @ValueSource(classes = {Consumes.class, Borrows.class})
    void canMarkAParameter(Class<? extends Annotation> annotation) {
        assertThat(annotation.getAnnotation(Target.class).value()).contains(ElementType.PARAMETER);
    }
}

package dev.moveguard.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The guards of the ownership law, on the compiled classes. Each one first makes sure that its subject exists: a
 * guard that looks at nothing fails.
 */
class OwnershipGuardTest {
    private static final String PACKAGE = "dev.moveguard.vm.";
    private static final Set<String> LINEAR =
            Set.of(PACKAGE + "Continuation", PACKAGE + "DetachedFiberChain", PACKAGE + "Held");
    private static final List<String> COPYING = List.of("share", "clone", "copy", "fork", "dup", "snapshot");

    /** The types that must not be able to hold a continuation in any form, not even behind a supertype. */
    private static final List<String> STATE = List.of(
            "Vm",
            "Machine",
            "Evaluation",
            "InPlace",
            "Expansion",
            "FiberStack",
            "FiberArena",
            "Fiber",
            "Session",
            "Counters",
            "Dispatch",
            "Resumption",
            "Queries",
            "Faults",
            "LeftOvers",
            "PromptCache",
            "ChainMark",
            "Trace",
            "TraceCarrier",
            "Signal$Eval",
            "Signal$Raise",
            "Boundary$Prompt",
            "Boundary$Observe");

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.moveguard.vm");

    @Test
    void chainFieldIsPlain() {
        List<JavaField> fields = instanceFields(subject("Continuation"));

        assertThat(fields).hasSize(1);
        JavaField chain = fields.get(0);
        assertThat(chain.getRawType().getName()).isEqualTo(PACKAGE + "DetachedFiberChain");
        assertThat(chain.getModifiers()).containsExactly(JavaModifier.PRIVATE);
        assertThat(subject("DetachedFiberChain").getFields()).isNotEmpty();
    }

    @Test
    void noSharedHandleApiExists() {
        for (String owner : List.of("K", "Continuation", "DetachedFiberChain")) {
            JavaClass subject = subject(owner);
            assertThat(subject.getMethods()).as("methods of " + owner).isNotEmpty();
            assertThat(subject.getCodeUnits()).as(owner).noneMatch(OwnershipGuardTest::copies);
        }
    }

    @Test
    void oneShotIsATakeThatEmptiesTheField() {
        JavaField chain = subject("Continuation").getField("chain");
        Set<JavaFieldAccess> accesses = chain.getAccessesToSelf();
        DetachedFiberChain owned = aChain();
        Continuation continuation = new Continuation(owned);

        assertThat(namesOf(accesses, JavaFieldAccess.AccessType.SET)).containsExactlyInAnyOrder("<init>", "take");
        assertThat(namesOf(accesses, JavaFieldAccess.AccessType.GET)).contains("take");
        assertThat(yielding(subject("Continuation"), "DetachedFiberChain", "DetachedFiberChain"))
                .containsExactly("take");
        assertThat(continuation.take()).isSameAs(owned);
        assertThat(continuation.take()).isNull();
        assertThat(continuation.isLive()).isFalse();
    }

    @Test
    void theVmStoresNoContinuation() {
        STATE.forEach(this::subject);
        List<String> holders = code.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(OwnershipGuardTest::canHoldAContinuation)
                .map(OwnershipGuardTest::shortName)
                .sorted()
                .toList();

        assertThat(holders).containsExactly("Continuation.chain", "K.held");
        assertThat(handleHolders())
                .containsExactly("Frame$ExpandReturn.dispatchHandle", "Frame$HandlerBody.dispatchHandle");
    }

    @Test
    void aKHoldsAContinuationOrTheReasonWhyNot() {
        List<JavaField> fields = instanceFields(subject("K"));

        assertThat(fields).extracting(JavaField::getName).containsExactly("held");
        assertThat(fields.get(0).getModifiers()).containsExactly(JavaModifier.PRIVATE);
        assertThat(Held.class.getPermittedSubclasses()).containsExactly(Continuation.class, Vacancy.class);
        assertThat(fieldTypes(Vacancy.class))
                .as("a reason holds no continuation")
                .containsExactly(Operation.class, SourceLocation.class, Session.class);
    }

    @Test
    void aKGivesItsContinuationOnce() {
        Continuation owned = new Continuation(aChain());
        K k = new K(owned);

        assertThat(k.isOwner()).isTrue();
        assertThat(k.take()).isSameAs(owned);
        assertThat(k.isOwner()).isFalse();
        k.leave(new Session(VmConfig.standard()).used(Operation.RESUME, null));
        assertThat(k.isLive()).isFalse();
    }

    @Test
    void framesStoreAHandleAndNothingElse() {
        assertThat(Frame.class.isSealed()).isTrue();
        assertThat(Frame.class.getDeclaredFields()).isEmpty();
        assertThat(Frame.class.getPermittedSubclasses())
                .containsExactly(IRStream.class, Frame.HandlerBody.class, Frame.ExpandReturn.class);
        assertThat(fieldTypes(Frame.HandlerBody.class)).containsExactly(IRStream.class, K.class);
        assertThat(fieldTypes(Frame.ExpandReturn.class)).containsExactly(K.class);
        assertThat(fieldTypes(IRStream.class))
                .as("the frame of a stream is that stream; the object is its result")
                .containsExactly(byte.class, Object.class);
        assertThat(List.of(Frame.HandlerBody.class, Frame.ExpandReturn.class))
                .flatExtracting(OwnershipGuardTest::instanceFieldsOf)
                .as("a frame is not changed after the push")
                .allMatch(field -> Modifier.isFinal(field.getModifiers()));
    }

    @Test
    void dispatchesAndContinuationsHaveNoIdentities() {
        assertThat(code)
                .isNotEmpty()
                .noneMatch(type -> type.getSimpleName().matches(".*(Dispatch|Cont|Continuation|Prompt)Id|.*Marker"));
    }

    @Test
    void cloningAContinuationIsImpossible() {
        for (Class<?> linear : List.<Class<?>>of(Continuation.class, DetachedFiberChain.class, K.class)) {
            assertThat(linear).isFinal();
            assertThat(Cloneable.class.isAssignableFrom(linear)).isFalse();
            assertThat(Serializable.class.isAssignableFrom(linear)).isFalse();
            assertThat(linear.isRecord()).isFalse();
            assertThat(linear.getSuperclass()).isEqualTo(Object.class);
            assertThat(linear.getDeclaredConstructors())
                    .isNotEmpty()
                    .noneMatch(made -> Arrays.asList(made.getParameterTypes()).contains(linear));
        }
    }

    private JavaClass subject(String name) {
        return code.get(PACKAGE + name); // throws when the subject is gone
    }

    private static List<JavaField> instanceFields(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .toList();
    }

    private static boolean copies(JavaCodeUnit unit) {
        String name = unit.getName().toLowerCase(Locale.ROOT);
        boolean yieldsItself = unit.isConstructor() || unit.getRawReturnType().equals(unit.getOwner());
        boolean takesItself = unit.getRawParameterTypes().contains(unit.getOwner());
        return COPYING.stream().anyMatch(name::startsWith) || (yieldsItself && takesItself);
    }

    private static boolean canHoldAContinuation(JavaField field) {
        boolean direct = field.getAllInvolvedRawTypes().stream().anyMatch(type -> LINEAR.contains(type.getName()));
        boolean behindObject =
                STATE.stream().anyMatch(name -> field.getOwner().getName().equals(PACKAGE + name))
                        && field.getAllInvolvedRawTypes().stream()
                                .anyMatch(type -> type.getName().equals("java.lang.Object"));
        return direct || behindObject;
    }

    /** The fields outside instructions that hold a K. */
    private List<String> handleHolders() {
        return code.stream()
                .filter(type -> !type.isAssignableTo(Control.class))
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getAllInvolvedRawTypes().contains(subject("K")))
                .map(OwnershipGuardTest::shortName)
                .sorted()
                .toList();
    }

    private static List<String> yielding(JavaClass owner, String... types) {
        return owner.getMethods().stream()
                .filter(method -> Stream.of(types)
                        .anyMatch(type -> method.getRawReturnType().getName().equals(PACKAGE + type)))
                .map(JavaCodeUnit::getName)
                .sorted()
                .toList();
    }

    private static List<String> namesOf(Set<JavaFieldAccess> accesses, JavaFieldAccess.AccessType kind) {
        return accesses.stream()
                .filter(access -> access.getAccessType() == kind)
                .map(access -> access.getOrigin().getName())
                .distinct()
                .toList();
    }

    private static List<Class<?>> fieldTypes(Class<?> frame) {
        return instanceFieldsOf(frame).stream().<Class<?>>map(Field::getType).toList();
    }

    private static List<Field> instanceFieldsOf(Class<?> frame) {
        return Arrays.stream(frame.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    private static String shortName(JavaField field) {
        return field.getOwner().getName().substring(PACKAGE.length()) + "." + field.getName();
    }

    private static DetachedFiberChain aChain() {
        FiberArena arena = new FiberArena(new Counters());
        Fiber fiber = arena.alloc(null, null, new Session(VmConfig.standard()));
        return arena.detach(fiber, fiber);
    }
}

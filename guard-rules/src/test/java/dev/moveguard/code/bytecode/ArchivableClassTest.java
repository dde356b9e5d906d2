package dev.moveguard.code.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

class ArchivableClassTest {
    /** A class with {@code static int most(int, int)}, which has a branch and, before Java 6, no frame for it. */
    private static byte[] branching(int version) {
        ClassWriter writer = new ClassWriter(0);
        String name = ArchivableClassTest.class.getPackageName().replace('.', '/') + "/Branching";
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        MethodVisitor most = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "most", "(II)I", null, null);
        Label other = new Label();
        most.visitCode();
        most.visitVarInsn(Opcodes.ILOAD, 0);
        most.visitVarInsn(Opcodes.ILOAD, 1);
        most.visitJumpInsn(Opcodes.IF_ICMPLT, other);
        most.visitVarInsn(Opcodes.ILOAD, 0);
        most.visitInsn(Opcodes.IRETURN);
        most.visitLabel(other);
        most.visitVarInsn(Opcodes.ILOAD, 1);
        most.visitInsn(Opcodes.IRETURN);
        most.visitMaxs(2, 2);
        most.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] only(Map<String, byte[]> classes) {
        assertThat(classes).hasSize(1);
        return classes.values().iterator().next();
    }

    @Test
    void aClassOfJava5IsOneOfJava8ThatIsVerifiedAndDoesTheSame() throws ReflectiveOperationException {
        byte[] renewed = only(ArchivableClass.of(branching(Opcodes.V1_5)));
        assertThat(new ClassReader(renewed).readShort(6)).isEqualTo((short) Opcodes.V1_8);
        Class<?> type = MethodHandles.lookup().defineClass(renewed);
        assertThat(type.getMethod("most", int.class, int.class).invoke(null, 3, 5))
                .isEqualTo(5);
    }

    @Test
    void aNewerClassStaysAsItIs() {
        byte[] newer = branching(Opcodes.V1_6);
        assertThat(only(ArchivableClass.of(newer))).isSameAs(newer);
    }

    /** A record with a component of each sort. */
    @SuppressWarnings("ArrayRecordComponent") // one of the sorts
    public record Sorts(
            boolean flag,
            byte small,
            short few,
            char letter,
            int count,
            long many,
            float part,
            double share,
            @Nullable String text,
            int[] numbers,
            @Nullable Object other) {}

    public record Nothing() {}

    private static final int[] NUMBERS = {1};

    static Stream<Sorts> sorts() {
        Sorts first = new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, 6.5f, 7.5, "text", NUMBERS, List.of(8));
        return Stream.of(
                first,
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, 6.5f, 7.5, "te" + "xt", NUMBERS, List.of(8)),
                new Sorts(false, (byte) -1, (short) 2, 'c', 4, 5L << 40, 6.5f, 7.5, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) 1, (short) 2, 'c', 4, 5L << 40, 6.5f, 7.5, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 3, 'c', 4, 5L << 40, 6.5f, 7.5, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, 7.5, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 5, 5L << 40, 6.5f, 7.5, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 41, 6.5f, 7.5, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, Float.NaN, 7.5, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, 0f, 0.0, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, -0f, -0.0, "text", NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, 6.5f, 7.5, null, NUMBERS, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, 6.5f, 7.5, "text", new int[] {1}, List.of(8)),
                new Sorts(true, (byte) -1, (short) 2, 'c', 4, 5L << 40, 6.5f, 7.5, "text", NUMBERS, null));
    }

    /** Loads a record of this test from its archivable class. */
    private static Class<?> archivable(Class<?> type) throws ClassNotFoundException {
        ClassLoader loader = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                byte[] bytes = only(ArchivableClass.of(bytes(type)));
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        return loader.loadClass(type.getName());
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object copy(Record original, Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = original.getClass().getRecordComponents();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            values.add(component.getAccessor().invoke(original));
        }
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types).newInstance(values.toArray());
    }

    @ParameterizedTest
    @MethodSource("sorts")
    void aRecordIsEqualToWhatItWasEqualTo(Sorts one) throws ReflectiveOperationException {
        Class<?> type = archivable(Sorts.class);
        Object copy = copy(one, type);
        for (Sorts other : sorts().toList()) {
            assertThat(copy.equals(copy(other, type)))
                    .as("%s and %s", one, other)
                    .isEqualTo(one.equals(other));
        }
        assertThat(copy).isNotEqualTo(one).isNotEqualTo(null).hasSameHashCodeAs(one);
    }

    @Test
    void aRecordWithoutComponentsIsEqualToItsLike() throws ReflectiveOperationException {
        Class<?> type = archivable(Nothing.class);
        assertThat(copy(new Nothing(), type))
                .isEqualTo(copy(new Nothing(), type))
                .hasSameHashCodeAs(new Nothing());
    }

    @Test
    void nothingOfEqualityIsLeftToRunTime() {
        assertThat(dynamicCalls(bytes(Sorts.class))).containsExactlyInAnyOrder("equals", "hashCode", "toString");
        assertThat(dynamicCalls(only(ArchivableClass.of(bytes(Sorts.class))))).containsExactly("toString");
    }

    private static List<String> dynamicCalls(byte[] classFile) {
        ClassNode type = new ClassNode();
        new ClassReader(classFile).accept(type, 0);
        return type.methods.stream()
                .flatMap(method -> Stream.of(method.instructions.toArray()))
                .filter(InvokeDynamicInsnNode.class::isInstance)
                .map(call -> ((InvokeDynamicInsnNode) call).name)
                .toList();
    }

    private static final MethodType PARTS = MethodType.methodType(String.class, new Class<?>[] {
        boolean.class,
        byte.class,
        short.class,
        char.class,
        int.class,
        long.class,
        float.class,
        double.class,
        String.class,
        Object.class,
        char[].class
    });

    /** An interface with a static method that joins its arguments by a recipe. */
    private static byte[] joining(String recipe, Object... constants) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String name = ArchivableClassTest.class.getPackageName().replace('.', '/') + "/Joining";
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
        writer.visit(Opcodes.V17, access, name, null, "java/lang/Object", null);
        MethodVisitor join = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "join", PARTS.toMethodDescriptorString(), null, null);
        join.visitCode();
        int slot = 0;
        for (Type part : Type.getArgumentTypes(PARTS.toMethodDescriptorString())) {
            join.visitVarInsn(part.getOpcode(Opcodes.ILOAD), slot);
            slot += part.getSize();
        }
        join.visitInvokeDynamicInsn(
                "makeConcatWithConstants",
                PARTS.toMethodDescriptorString(),
                new Handle(
                        Opcodes.H_INVOKESTATIC,
                        "java/lang/invoke/StringConcatFactory",
                        "makeConcatWithConstants",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                                + "Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
                        false),
                Stream.concat(Stream.of(recipe), Stream.of(constants)).toArray());
        join.visitInsn(Opcodes.ARETURN);
        join.visitMaxs(0, 0);
        join.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static Object joined(byte[] classFile) throws ReflectiveOperationException {
        ClassLoader loader = new ClassLoader(ArchivableClassTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, classFile, 0, classFile.length);
            }
        };
        return loader.loadClass(ArchivableClassTest.class.getPackageName() + ".Joining")
                .getMethod("join", PARTS.parameterArray())
                .invoke(
                        null,
                        true,
                        (byte) -1,
                        (short) 2,
                        'c',
                        4,
                        5L << 40,
                        6.5f,
                        7.5,
                        null,
                        List.of(8),
                        "no".toCharArray());
    }

    @Test
    void stringsAreJoinedAsBefore() throws ReflectiveOperationException {
        byte[] classFile = joining("a\1b\1\1\1\1, \1\1\1\1\1\1 ü");
        byte[] archivable = only(ArchivableClass.of(classFile));
        assertThat(dynamicCalls(archivable)).isEmpty();
        String withoutTheArray = "@[0-9a-f]+"; // its identity
        assertThat(joined(archivable).toString().replaceAll(withoutTheArray, ""))
                .isEqualTo(joined(classFile).toString().replaceAll(withoutTheArray, ""))
                .isEqualTo("atrueb-12c4, 54975581388806.57.5null[8][C ü");
    }

    @Test
    void aRecipeWithConstantsIsLeftToRunTime() throws ReflectiveOperationException {
        byte[] classFile = joining("\1\1\1\1\1\1\1\1\1\1\1\2", "constant");
        assertThat(only(ArchivableClass.of(classFile))).isSameAs(classFile);
        assertThat(joined(classFile).toString()).endsWith("constant");
    }

    /** Lambdas and references of each sort, and what they come to. */
    public static class Lambdas {
        private final String kept;

        public Lambdas(String kept) {
            this.kept = kept;
        }

        private String joined(String other, long times) {
            return kept + other.repeat((int) times);
        }

        private static int twice(int number) {
            return 2 * number;
        }

        interface Wide {
            double apply(long first, double second, char third, Object[] rest);
        }

        interface Made<T extends CharSequence> {
            T of(char[] letters, int from, int count);
        }

        /** An interface with lambdas of its own. */
        public interface Own {
            String name();

            default Supplier<String> shown() {
                return () -> "<" + name() + ">";
            }

            static Function<String, Own> maker() {
                return name -> () -> name;
            }
        }

        public static List<Object> run() throws Exception {
            Lambdas one = new Lambdas("one");
            String text = "text";
            long many = 3L << 33;
            double half = 0.5;
            Object[] boxes = {1, "b"};
            Function<String, String> noCapture = word -> word + "!";
            BiFunction<String, Long, String> bound = one::joined;
            IntUnaryOperator own = Lambdas::twice;
            Wide wide = (first, second, third, rest) -> first + second + third + rest.length + many + half;
            Made<String> made = String::new;
            Function<Object, String> unbound = Object::toString;
            Supplier<Lambdas> fresh = () -> new Lambdas(text + boxes.length);
            Consumer<StringBuilder> dropsResult = StringBuilder::reverse;
            Callable<Object[]> arrays = () -> boxes;
            Function<Integer, int[]> array = int[]::new;
            ToIntFunction<Integer> unboxes = Integer::intValue;
            Predicate<String> interfaceCall = List.of("a", "b")::contains;
            Comparator<String> order = String::compareTo;
            StringBuilder letters = new StringBuilder("ab");
            dropsResult.accept(letters);
            return List.of(
                    noCapture.apply("word"),
                    letters.toString(),
                    noCapture == same(noCapture),
                    bound.apply("two", 2L),
                    own.applyAsInt(21),
                    wide.apply(1L, 2.5, 'c', boxes),
                    made.of(new char[] {'a', 'b', 'c'}, 1, 2),
                    unbound.apply(List.of(1)),
                    fresh.get().kept,
                    arrays.call().length,
                    array.apply(4).length,
                    unboxes.applyAsInt(7),
                    interfaceCall.test("b"),
                    order.compare("a", "b"),
                    Own.maker().apply("own").shown().get());
        }

        private static <T> T same(T value) {
            return value;
        }
    }

    @Test
    void lambdasDoTheSame() throws Exception {
        Map<String, byte[]> classes = new HashMap<>();
        for (Class<?> type : List.of(Lambdas.class, Lambdas.Wide.class, Lambdas.Made.class, Lambdas.Own.class)) {
            ArchivableClass.of(bytes(type)).forEach((name, file) -> classes.put(name.replace('/', '.'), file));
        }
        ClassLoader loader = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] file = classes.get(name);
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, file, 0, file.length);
            }
        };
        assertThat(loader.loadClass(Lambdas.class.getName()).getMethod("run").invoke(null))
                .isEqualTo(Lambdas.run());
        assertThat(classes.values().stream().flatMap(file -> dynamicCalls(file).stream()))
                .containsExactlyInAnyOrder("apply", "apply"); // Long to long, and Integer to int: more than casts
    }
}

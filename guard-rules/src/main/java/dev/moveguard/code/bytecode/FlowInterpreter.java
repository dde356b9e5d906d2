package dev.moveguard.code.bytecode;

import dev.moveguard.code.bytecode.Tracked.Source;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Tells what each instruction makes of the values it takes. */
final class FlowInterpreter extends Interpreter<Tracked> {
    private final InsnList instructions;
    private final Type[] parameters;
    private final boolean isInstance;
    /** What instructions made: a loop makes it again and again, and finds it by being the same object. */
    private final @Nullable Tracked[] made;

    FlowInterpreter(InsnList instructions, Type[] parameters, boolean isInstance) {
        super(Opcodes.ASM9);
        this.instructions = instructions;
        this.parameters = parameters;
        this.isInstance = isInstance;
        this.made = new Tracked[instructions.size()];
    }

    @Override
    public @Nullable Tracked newValue(@Nullable Type type) {
        if (type == null) {
            return Tracked.PLAIN;
        }
        return switch (type.getSort()) {
            case Type.VOID -> null;
            case Type.LONG, Type.DOUBLE -> Tracked.WIDE;
            case Type.ARRAY, Type.OBJECT -> new Tracked(1, Set.of(type.getClassName()), Set.of());
            default -> Tracked.PLAIN;
        };
    }

    @Override
    public @Nullable Tracked newParameterValue(boolean isInstanceMethod, int local, Type type) {
        if (isInstance && local == 0) {
            return new Tracked(1, Set.of(type.getClassName()), Set.of(new Source.This()));
        }
        return typed(type, new Source.Parameter(parameterAt(local)));
    }

    private int parameterAt(int local) {
        int slot = isInstance ? 1 : 0;
        int index = 0;
        while (slot < local) {
            slot += parameters[index++].getSize();
        }
        return index;
    }

    @Override
    public @Nullable Tracked newOperation(AbstractInsnNode instruction) {
        return switch (instruction.getOpcode()) {
            case Opcodes.ACONST_NULL -> Tracked.NULL;
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> Tracked.WIDE;
            case Opcodes.LDC -> constant(((LdcInsnNode) instruction).cst);
            case Opcodes.GETSTATIC -> read((FieldInsnNode) instruction, Set.of(), true);
            case Opcodes.NEW -> made(instruction, Type.getObjectType(((TypeInsnNode) instruction).desc));
            default -> Tracked.PLAIN;
        };
    }

    private static Tracked constant(Object value) {
        if (value instanceof Long || value instanceof Double) {
            return Tracked.WIDE;
        }
        return value instanceof String ? new Tracked(1, Set.of("java.lang.String"), Set.of()) : Tracked.PLAIN;
    }

    @Override
    public Tracked copyOperation(AbstractInsnNode instruction, Tracked value) {
        return value;
    }

    @Override
    public @Nullable Tracked unaryOperation(AbstractInsnNode instruction, Tracked value) {
        return switch (instruction.getOpcode()) {
            case Opcodes.GETFIELD -> read((FieldInsnNode) instruction, value.sources(), value.isOnlyThis());
            case Opcodes.CHECKCAST ->
                value.withType(
                        Type.getObjectType(((TypeInsnNode) instruction).desc).getClassName());
            case Opcodes.NEWARRAY -> new Tracked(1, Set.of(), Set.of(new Source.Made(index(instruction))));
            case Opcodes.ANEWARRAY -> made(instruction, Type.getType("[" + arrayElement((TypeInsnNode) instruction)));
            case Opcodes.LNEG,
                    Opcodes.DNEG,
                    Opcodes.I2L,
                    Opcodes.I2D,
                    Opcodes.L2D,
                    Opcodes.F2L,
                    Opcodes.F2D,
                    Opcodes.D2L -> Tracked.WIDE;
            default -> Tracked.PLAIN;
        };
    }

    private static String arrayElement(TypeInsnNode instruction) {
        return instruction.desc.startsWith("[") ? instruction.desc : "L" + instruction.desc + ";";
    }

    @Override
    public @Nullable Tracked binaryOperation(AbstractInsnNode instruction, Tracked first, Tracked second) {
        return switch (instruction.getOpcode()) {
            case Opcodes.AALOAD -> element(instruction, first);
            case Opcodes.LALOAD,
                    Opcodes.DALOAD,
                    Opcodes.LADD,
                    Opcodes.LSUB,
                    Opcodes.LMUL,
                    Opcodes.LDIV,
                    Opcodes.LREM,
                    Opcodes.DADD,
                    Opcodes.DSUB,
                    Opcodes.DMUL,
                    Opcodes.DDIV,
                    Opcodes.DREM,
                    Opcodes.LSHL,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR -> Tracked.WIDE;
            default -> Tracked.PLAIN;
        };
    }

    private Tracked element(AbstractInsnNode instruction, Tracked array) {
        Set<String> types = array.types().stream()
                .filter(type -> type.endsWith("[]"))
                .map(type -> type.substring(0, type.length() - 2))
                .collect(java.util.stream.Collectors.toSet());
        return new Tracked(1, types, Set.of(new Source.Made(index(instruction))));
    }

    @Override
    public @Nullable Tracked ternaryOperation(
            AbstractInsnNode instruction, Tracked first, Tracked second, Tracked third) {
        return null;
    }

    @Override
    public @Nullable Tracked naryOperation(AbstractInsnNode instruction, List<? extends Tracked> values) {
        if (instruction instanceof MultiANewArrayInsnNode array) {
            return made(instruction, Type.getType(array.desc));
        }
        if (instruction instanceof MethodInsnNode call && Library.handsThrough(call)) {
            boolean isEither = call.name.equals("requireNonNullElse");
            return isEither ? values.get(0).joined(values.get(1)) : values.get(0);
        }
        if (instruction instanceof MethodInsnNode call && isCast(call)) {
            return values.get(1);
        }
        if (instruction instanceof InvokeDynamicInsnNode dynamic && PatternSwitch.isNumber(dynamic)) {
            return new Tracked(
                    1, Set.of(), Set.of(new Source.Choice(values.get(0).sources())));
        }
        String descriptor =
                instruction instanceof MethodInsnNode call ? call.desc : ((InvokeDynamicInsnNode) instruction).desc;
        return made(instruction, Type.getReturnType(descriptor));
    }

    /** {@code Class.cast} gives back what it is given. */
    private static boolean isCast(MethodInsnNode call) {
        return call.owner.equals("java/lang/Class") && call.name.equals("cast");
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, Tracked value, Tracked expected) {}

    @Override
    public Tracked merge(Tracked first, Tracked second) {
        return first.joined(second);
    }

    private Tracked read(FieldInsnNode instruction, Set<Source> owner, boolean ofThis) {
        Source source = new Source.Read(index(instruction), BodyReader.field(instruction), owner, ofThis);
        Tracked value = typed(Type.getType(instruction.desc), source);
        return value == null ? Tracked.PLAIN : value;
    }

    private @Nullable Tracked made(AbstractInsnNode instruction, Type type) {
        int index = index(instruction);
        if (made[index] == null) {
            made[index] = typed(type, new Source.Made(index));
        }
        return made[index];
    }

    private @Nullable Tracked typed(Type type, Source source) {
        Tracked value = newValue(type);
        return value == null || value.types().isEmpty() ? value : new Tracked(1, value.types(), Set.of(source));
    }

    private int index(AbstractInsnNode instruction) {
        return instructions.indexOf(instruction);
    }
}

package dev.moveguard.flow;

import java.util.HashSet;
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
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Tells the type of what an instruction gives and which place it was read from. */
final class HeldInterpreter extends Interpreter<Held> {
    /** Paths longer than this are not told apart from what they start with. */
    private static final int DEEPEST = 4;

    private final InsnList instructions;
    private final BasicInterpreter sizes = new BasicInterpreter();

    HeldInterpreter(InsnList instructions) {
        super(Opcodes.ASM9);
        this.instructions = instructions;
    }

    static Set<String> types(Type type) {
        int sort = type.getSort();
        return sort == Type.OBJECT || sort == Type.ARRAY ? Set.of(type.getClassName()) : Set.of();
    }

    @Override
    public @Nullable Held newValue(@Nullable Type type) {
        if (type == null) {
            return Held.PLAIN;
        }
        return type.getSort() == Type.VOID ? null : Held.of(type.getSize(), types(type), Set.of());
    }

    private int index(AbstractInsnNode instruction) {
        return instructions.indexOf(instruction);
    }

    private Held made(AbstractInsnNode instruction, Type type) {
        int index = index(instruction);
        Set<String> types = types(type);
        Set<Place> places = types.isEmpty() ? Set.of() : Set.of(new Place.Made(index));
        return Held.of(type.getSize(), types, places).loadedBy(index);
    }

    private static Held sized(@Nullable BasicValue value) {
        return value != null && value.getSize() == 2 ? Held.WIDE : Held.PLAIN;
    }

    @Override
    public Held newOperation(AbstractInsnNode instruction) throws AnalyzerException {
        return switch (instruction.getOpcode()) {
            case Opcodes.NEW -> made(instruction, Type.getObjectType(((TypeInsnNode) instruction).desc));
            case Opcodes.ICONST_0 -> Held.constant(0);
            case Opcodes.ICONST_1 -> Held.constant(1);
            case Opcodes.GETSTATIC -> read((FieldInsnNode) instruction, null);
            case Opcodes.LDC ->
                ((LdcInsnNode) instruction).cst instanceof Long || ((LdcInsnNode) instruction).cst instanceof Double
                        ? Held.WIDE
                        : Held.PLAIN;
            default -> sized(sizes.newOperation(instruction));
        };
    }

    @Override
    public Held copyOperation(AbstractInsnNode instruction, Held value) {
        return instruction.getOpcode() == Opcodes.ALOAD ? value.loadedBy(index(instruction)) : value;
    }

    @Override
    public @Nullable Held unaryOperation(AbstractInsnNode instruction, Held value) throws AnalyzerException {
        return switch (instruction.getOpcode()) {
            case Opcodes.GETFIELD -> read((FieldInsnNode) instruction, value);
            case Opcodes.CHECKCAST ->
                value.cast(Type.getObjectType(((TypeInsnNode) instruction).desc).getClassName());
            case Opcodes.ANEWARRAY ->
                made(
                        instruction,
                        Type.getType("["
                                + Type.getObjectType(((TypeInsnNode) instruction).desc)
                                        .getDescriptor()));
            case Opcodes.NEWARRAY -> made(instruction, Type.getObjectType("java/lang/Object"));
            default -> sized(sizes.unaryOperation(instruction, BasicValue.INT_VALUE));
        };
    }

    private Held read(FieldInsnNode instruction, @Nullable Held owner) {
        return read(instruction, instruction.name, Type.getType(instruction.desc), owner);
    }

    /** Returns what the accessor of a record gives: its field. */
    Held component(MethodInsnNode accessor, Held record) {
        return read(accessor, accessor.name, Type.getReturnType(accessor.desc), record);
    }

    private Held read(AbstractInsnNode instruction, String name, Type type, @Nullable Held owner) {
        int index = index(instruction);
        Set<String> types = types(type);
        if (types.isEmpty()) {
            return Held.of(type.getSize(), types, Set.of());
        } else if (owner != null) {
            return part(owner, name, types, index);
        }
        Place place = new Place.StaticField(((FieldInsnNode) instruction).owner.replace('/', '.'), name);
        return Held.of(1, types, Set.of(place)).readBy(index);
    }

    /** Returns what stands in a field of an object, or is got from it by a method that gives the same each time. */
    static Held part(Held owner, String name, Set<String> types, int instruction) {
        Set<Place> places = new HashSet<>();
        for (Place place : owner.places()) {
            places.add(place.depth() < DEEPEST ? new Place.FieldOf(place, name) : new Place.Made(instruction));
        }
        return Held.of(1, types, places.isEmpty() ? Set.of(new Place.Made(instruction)) : places)
                .readBy(instruction);
    }

    @Override
    public @Nullable Held binaryOperation(AbstractInsnNode instruction, Held first, Held second)
            throws AnalyzerException {
        if (instruction.getOpcode() == Opcodes.AALOAD) {
            return element(instruction, first);
        }
        return sized(sizes.binaryOperation(instruction, BasicValue.INT_VALUE, BasicValue.INT_VALUE));
    }

    private Held element(AbstractInsnNode instruction, Held array) {
        Set<String> types = new HashSet<>();
        for (String type : array.types()) {
            if (type.endsWith("[]")) {
                types.add(type.substring(0, type.length() - 2));
            }
        }
        return elementOf(array, types, index(instruction));
    }

    /** Returns what a container lends. */
    static Held elementOf(Held container, Set<String> types, int instruction) {
        Set<Place> places = new HashSet<>();
        for (Place place : container.places()) {
            places.add(place.depth() < DEEPEST ? new Place.Element(place) : place);
        }
        return Held.of(1, types, places.isEmpty() ? Set.of(new Place.Element(new Place.Made(instruction))) : places)
                .readBy(instruction);
    }

    @Override
    public @Nullable Held ternaryOperation(AbstractInsnNode instruction, Held first, Held second, Held third) {
        return null;
    }

    @Override
    public @Nullable Held naryOperation(AbstractInsnNode instruction, List<? extends Held> values) {
        if (instruction instanceof MultiANewArrayInsnNode array) {
            return made(instruction, Type.getType(array.desc));
        }
        String descriptor =
                instruction instanceof MethodInsnNode call ? call.desc : ((InvokeDynamicInsnNode) instruction).desc;
        return made(instruction, Type.getReturnType(descriptor));
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, Held value, Held expected) {}

    @Override
    public Held merge(Held first, Held second) {
        return first.joined(second);
    }
}

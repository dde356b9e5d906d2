package dev.moveguard.code.bytecode;

import dev.moveguard.code.FieldId;
import dev.moveguard.code.MethodBody;
import dev.moveguard.code.MethodBody.Access;
import dev.moveguard.code.MethodBody.Call;
import dev.moveguard.code.MethodBody.Exit;
import dev.moveguard.code.MethodBody.Flow;
import dev.moveguard.code.MethodBody.Lambda;
import dev.moveguard.code.MethodBody.Read;
import dev.moveguard.code.MethodBody.Sink;
import dev.moveguard.code.MethodId;
import dev.moveguard.code.TypeRef;
import dev.moveguard.code.bytecode.Tracked.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Analyses one method body: abstract interpretation over its instructions, then one walk that writes down the facts. */
final class BodyReader {
    private final @Nullable FlowFrame[] frames;
    private final MethodNode method;
    private final int[] lines;
    /** What the object, array or result made by an instruction was given to carry. */
    private final Map<Integer, Set<Tracked>> given = new HashMap<>();
    /** Containers whose contents the result of an instruction may give out or show: a view, an element, a stage. */
    private final Map<Integer, Set<Tracked>> sharing = new HashMap<>();

    private final List<Flow> flows = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Access> accesses = new ArrayList<>();
    private final List<Exit> exits = new ArrayList<>();
    private final Set<Integer> locks = new TreeSet<>();
    private final Set<String> constants = new LinkedHashSet<>();
    private final List<Lambda> lambdas = new ArrayList<>();
    private final Map<FieldId, FieldId> addressed = new HashMap<>();

    private BodyReader(MethodNode method, @Nullable FlowFrame[] frames) {
        this.method = method;
        this.frames = frames;
        this.lines = lines(method);
    }

    static MethodBody read(String owner, MethodNode method, boolean isFromSource, boolean withPlaces) {
        if (method.instructions.size() == 0) {
            return MethodBody.NONE;
        }
        try {
            return new BodyReader(method, DataFlow.of(owner, method, withPlaces)).read(isFromSource);
        } catch (AnalyzerException e) {
            return MethodBody.undecided("its instructions do not fit together"); // told by the rules that need it
        }
    }

    static FieldId field(FieldInsnNode instruction) {
        return new FieldId(dotted(instruction.owner), instruction.name);
    }

    private MethodBody read(boolean isFromSource) {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (int i = 0; i < frames.length; i++) {
                grew |= frames[i] != null && give(i, method.instructions.get(i));
            }
        }
        for (int i = 0; i < frames.length; i++) {
            if (frames[i] != null) {
                write(i, method.instructions.get(i));
            }
        }
        return isFromSource
                ? CompilerProblem.in(method).map(MethodBody::undecided).orElseGet(this::body)
                : body();
    }

    private MethodBody body() {
        return new MethodBody(flows, calls, accesses, exits, List.copyOf(locks), constants, lambdas, addressed, null);
    }

    // --- what values carry -------------------------------------------------------------------------------------

    private boolean give(int at, AbstractInsnNode instruction) {
        FlowFrame frame = frames[at];
        if (instruction.getOpcode() == Opcodes.AASTORE) {
            return giveTo(frame.top(2), frame.top(0));
        }
        if (instruction.getOpcode() == Opcodes.AALOAD) {
            return add(sharing, at, List.of(frame.top(1)));
        }
        if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            return !isText(dynamic) && add(given, at, arguments(frame, dynamic.desc));
        }
        return instruction instanceof MethodInsnNode call && give(at, frame, call);
    }

    /** A concatenation reads what it is given and keeps nothing of it. */
    private static boolean isText(InvokeDynamicInsnNode dynamic) {
        return Type.getReturnType(dynamic.desc).getInternalName().equals("java/lang/String");
    }

    private boolean give(int at, FlowFrame frame, MethodInsnNode call) {
        List<Tracked> arguments = arguments(frame, call.desc);
        boolean grew = false;
        if (Library.keeps(call)) {
            Tracked receiver = receiver(frame, call);
            for (Tracked argument : Library.kept(call, arguments)) {
                grew |= giveTo(receiver, argument);
            }
        }
        if (Library.fills(call)) {
            grew |= giveTo(Library.filled(call, arguments), Library.filling(call, arguments));
        }
        if (Library.wraps(call)) {
            grew |= Library.wrapsArguments(call) && add(given, at, arguments);
            grew |= Library.shares(call) && add(sharing, at, List.of(receiver(frame, call)));
        }
        return grew;
    }

    private boolean giveTo(Tracked container, Tracked value) {
        boolean grew = false;
        for (Source source : container.sources()) {
            grew |= source instanceof Source.Made made && add(given, made.instruction(), List.of(value));
        }
        return grew;
    }

    private static boolean add(Map<Integer, Set<Tracked>> to, int instruction, List<Tracked> values) {
        Set<Tracked> known = to.computeIfAbsent(instruction, key -> new HashSet<>());
        boolean grew = false;
        for (Tracked value : values) {
            grew |= !value.sources().isEmpty() && known.add(value);
        }
        return grew;
    }

    /** Collects all that a value carries, at any depth. */
    private void carried(Tracked value, Set<Integer> seen, Set<Tracked> all) {
        for (Source source : value.sources()) {
            if (source instanceof Source.Made made && seen.add(made.instruction())) {
                for (Tracked inside : given.getOrDefault(made.instruction(), Set.of())) {
                    all.add(inside);
                    carried(inside, seen, all);
                }
                Set<Tracked> inside = new HashSet<>();
                sharing.getOrDefault(made.instruction(), Set.of()).forEach(shared -> carried(shared, seen, inside));
                inside.stream().filter(held -> !Library.isUsedUp(held.types())).forEach(all::add);
            }
        }
    }

    private MethodBody.Value value(FlowFrame frame, Tracked value) {
        Set<Tracked> inside = new HashSet<>();
        carried(value, new HashSet<>(), inside);
        Set<String> contents = new HashSet<>();
        Set<Read> carriedReads = new HashSet<>();
        Set<Integer> carriedParameters = new HashSet<>();
        Set<Integer> carriedMakers = new HashSet<>();
        for (Tracked carried : inside) {
            contents.addAll(carried.types());
            carriedReads.addAll(reads(frame, carried));
            carriedParameters.addAll(parameters(carried));
            carriedMakers.addAll(makers(carried));
        }
        Set<Integer> makers = makers(value);
        Set<MethodId> bodies = new HashSet<>();
        for (int maker : makers) {
            if (method.instructions.get(maker) instanceof InvokeDynamicInsnNode dynamic) {
                Handed.bodies(dynamic).forEach(body -> bodies.add(id(body)));
            }
        }
        return new MethodBody.Value(
                value.types(),
                contents,
                reads(frame, value),
                carriedReads,
                parameters(value),
                carriedParameters,
                value.sources().contains(new Source.This()),
                value.sources().contains(new Source.Null()),
                makers,
                carriedMakers,
                bodies,
                frame.places(value, inside));
    }

    private Map<Integer, MethodBody.Places> left(FlowFrame frame) {
        Map<Integer, MethodBody.Places> left = new HashMap<>();
        for (int i = 0; i < Type.getArgumentTypes(method.desc).length; i++) {
            MethodBody.Places places = frame.placesOfParameter(i);
            if (!places.equals(MethodBody.Places.NOWHERE)) {
                left.put(i, places);
            }
        }
        return left;
    }

    private Set<Read> reads(FlowFrame frame, Tracked value) {
        Set<Read> reads = new HashSet<>();
        for (Source source : value.sources()) {
            if (source instanceof Source.Read read) {
                reads.add(new Read(read.field(), read.of(), frame.holds(read), lines[read.instruction()]));
            }
        }
        return reads;
    }

    private static Set<Integer> makers(Tracked value) {
        Set<Integer> makers = new HashSet<>();
        for (Source source : value.sources()) {
            if (source instanceof Source.Made made) {
                makers.add(made.instruction());
            }
        }
        return makers;
    }

    private static Set<Integer> parameters(Tracked value) {
        Set<Integer> parameters = new HashSet<>();
        for (Source source : value.sources()) {
            if (source instanceof Source.Parameter parameter) {
                parameters.add(parameter.index());
            }
        }
        return parameters;
    }

    // --- what the body does -------------------------------------------------------------------------------------

    private void write(int at, AbstractInsnNode instruction) {
        FlowFrame frame = frames[at];
        switch (instruction.getOpcode()) {
            case Opcodes.GETFIELD, Opcodes.GETSTATIC, Opcodes.PUTFIELD, Opcodes.PUTSTATIC ->
                access(at, frame, (FieldInsnNode) instruction);
            case Opcodes.AASTORE -> put(at, frame, frame.top(2), frame.top(0));
            case Opcodes.ARETURN -> returned(at, frame, frame.top(0));
            case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.RETURN ->
                exits.add(new Exit(value(frame, Tracked.PLAIN), frame.emptied(), left(frame), lines[at]));
            case Opcodes.ATHROW -> flow(at, frame, frame.top(0), new Sink.Thrown());
            case Opcodes.MONITORENTER -> locks.add(lines[at]);
            case Opcodes.LDC -> constant(((LdcInsnNode) instruction).cst);
            case Opcodes.INVOKEDYNAMIC -> captured(at, frame, (InvokeDynamicInsnNode) instruction);
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE ->
                called(at, frame, (MethodInsnNode) instruction);
            default -> {}
        }
    }

    private void access(int at, FlowFrame frame, FieldInsnNode instruction) {
        boolean isWrite = instruction.getOpcode() == Opcodes.PUTFIELD || instruction.getOpcode() == Opcodes.PUTSTATIC;
        boolean isStatic = instruction.getOpcode() == Opcodes.GETSTATIC || instruction.getOpcode() == Opcodes.PUTSTATIC;
        Tracked receiver = isStatic ? Tracked.PLAIN : frame.top(isWrite ? 1 : 0);
        accesses.add(new Access(field(instruction), isWrite, value(frame, receiver), lines[at]));
        if (isWrite) {
            flow(at, frame, frame.top(0), new Sink.Stored(field(instruction), false));
            addressed(frame.top(0)).ifPresent(field -> addressed.put(field(instruction), field));
        }
    }

    private Optional<FieldId> addressed(Tracked handle) {
        return makers(handle).stream()
                .flatMap(maker -> FieldHandle.made(method.instructions.get(maker)).stream())
                .findFirst();
    }

    private void put(int at, FlowFrame frame, Tracked container, Tracked value) {
        boolean isElsewhere = false;
        for (Source source : container.sources()) {
            if (source instanceof Source.Read read) {
                flow(at, frame, value, new Sink.Stored(read.field(), true));
            } else {
                isElsewhere |= !(source instanceof Source.Null) && !isOwn(source);
            }
        }
        if (isElsewhere) {
            flow(at, frame, value, new Sink.PutInto(value(frame, container)));
        }
    }

    /** Whether a container was made in this body: what it holds gets out with it, and not before. */
    private boolean isOwn(Source source) {
        if (!(source instanceof Source.Made made)) {
            return false;
        }
        AbstractInsnNode maker = method.instructions.get(made.instruction());
        return !(maker instanceof MethodInsnNode call) || Library.wraps(call);
    }

    private void returned(int at, FlowFrame frame, Tracked result) {
        flow(at, frame, result, new Sink.Returned());
        exits.add(new Exit(value(frame, result), frame.emptied(), left(frame), lines[at]));
    }

    private void captured(int at, FlowFrame frame, InvokeDynamicInsnNode instruction) {
        List<Tracked> arguments = arguments(frame, instruction.desc);
        for (Object constant : instruction.bsmArgs) {
            constant(constant);
        }
        for (Handle body : Handed.bodies(instruction)) {
            lambda(at, instruction, body);
            if (Handed.shift(body) == 1 && !arguments.isEmpty()) {
                putBy(at, frame, instruction, body, arguments.get(0));
            }
            for (int i = 0; i < arguments.size(); i++) {
                flow(at, frame, arguments.get(i), new Sink.Captured(id(body), i - Handed.shift(body)));
            }
        }
    }

    /** A reference to a method that keeps its arguments, of a container: {@code kept::add} puts in all that it will be given. */
    private void putBy(int at, FlowFrame frame, InvokeDynamicInsnNode instruction, Handle body, Tracked container) {
        if (Library.keeps(Opcodes.INVOKEVIRTUAL, body.getOwner(), body.getName())
                && instruction.bsmArgs.length > 2
                && instruction.bsmArgs[2] instanceof Type own) {
            for (Type parameter : own.getArgumentTypes()) {
                if (parameter.getSort() == Type.OBJECT || parameter.getSort() == Type.ARRAY) {
                    put(at, frame, container, new Tracked(1, Set.of(parameter.getClassName()), Set.of()));
                }
            }
        }
    }

    private void lambda(int at, InvokeDynamicInsnNode instruction, Handle body) {
        if (instruction.bsmArgs.length > 2
                && instruction.bsmArgs[0] instanceof Type erased
                && instruction.bsmArgs[2] instanceof Type own) {
            String type = Type.getReturnType(instruction.desc).getClassName();
            MethodId method = new MethodId(type, instruction.name, erased.getDescriptor());
            List<TypeRef> parameters =
                    Stream.of(own.getArgumentTypes()).map(Signatures::erased).toList();
            lambdas.add(new Lambda(at, method, parameters, Signatures.erased(own.getReturnType()), id(body)));
        }
    }

    private void called(int at, FlowFrame frame, MethodInsnNode call) {
        List<Tracked> arguments = arguments(frame, call.desc);
        Tracked receiver = receiver(frame, call);
        if (Library.keeps(call)) {
            Library.kept(call, arguments).forEach(argument -> put(at, frame, receiver, argument));
        }
        if (Library.fills(call)) {
            put(at, frame, Library.filled(call, arguments), Library.filling(call, arguments));
        }
        boolean isVirtual = call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
        calls.add(new Call(
                at,
                id(call),
                value(frame, receiver),
                arguments.stream().map(argument -> value(frame, argument)).toList(),
                isVirtual,
                lines[at]));
    }

    private void flow(int at, FlowFrame frame, Tracked value, Sink sink) {
        if (!value.types().isEmpty() || !value.sources().isEmpty()) {
            flows.add(new Flow(value(frame, value), sink, lines[at]));
        }
    }

    private void constant(Object value) {
        if (value instanceof String text) {
            constants.add(text);
        }
    }

    private static Tracked receiver(FlowFrame frame, MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC
                ? Tracked.PLAIN
                : frame.top(Type.getArgumentTypes(call.desc).length);
    }

    private static List<Tracked> arguments(FlowFrame frame, String descriptor) {
        int count = Type.getArgumentTypes(descriptor).length;
        List<Tracked> arguments = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            arguments.add(frame.top(i));
        }
        return arguments;
    }

    private static MethodId id(MethodInsnNode call) {
        return new MethodId(dotted(call.owner), call.name, call.desc);
    }

    private static MethodId id(Handle body) {
        return new MethodId(dotted(body.getOwner()), body.getName(), body.getDesc());
    }

    private static int[] lines(MethodNode method) {
        int[] lines = new int[method.instructions.size()];
        int line = 0;
        for (int i = 0; i < lines.length; i++) {
            if (method.instructions.get(i) instanceof LineNumberNode number) {
                line = number.line;
            }
            lines[i] = line;
        }
        return lines;
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}

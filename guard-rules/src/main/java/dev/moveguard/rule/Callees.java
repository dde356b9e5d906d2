package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MethodId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the scanned methods a call may run. */
final class Callees {
    /** A method and the scanned type that declares it. */
    record Callee(CodeType type, CodeMethod method) {}

    private final CodeBase code;

    Callees(CodeBase code) {
        this.code = code;
    }

    /** Returns the methods with a body; an empty list: the method is a library's, or nothing scanned implements it. */
    List<Callee> of(MethodId id, boolean isVirtual) {
        List<Callee> found = new ArrayList<>();
        if (!isScanned(id)) {
            return found; // who implements a library's interface is not known to be who runs here
        }
        Stream.concat(Stream.of(id.owner()), code.supertypes(id.owner()).stream())
                .flatMap(name -> code.type(name).stream())
                .flatMap(type -> declared(type, id))
                .findFirst()
                .ifPresent(found::add);
        if (isVirtual) {
            code.subtypes(id.owner()).forEach(type -> declared(type, id).forEach(found::add));
        }
        found.removeIf(callee -> callee.method.isAbstract() || callee.method.isNative());
        return found;
    }

    private static Stream<Callee> declared(CodeType type, MethodId id) {
        return type.methods(id.name())
                .filter(method -> method.descriptor().equals(id.descriptor()))
                .map(method -> new Callee(type, method));
    }

    /** Whether the called method belongs to scanned code, implemented there or not. */
    boolean isScanned(MethodId id) {
        return code.isScanned(id.owner());
    }
}

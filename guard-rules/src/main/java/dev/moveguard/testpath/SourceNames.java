package dev.moveguard.testpath;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.source.SourceOutline.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells which type a name in a test source means: one of the test sources, else one of the scanned code or a library. */
final class SourceNames {
    private final Map<String, SourceType> types = new LinkedHashMap<>();
    private final Map<String, List<SourceType>> nested = new HashMap<>();
    private final CodeBase code;

    SourceNames(List<SourceType> types, CodeBase code) {
        for (SourceType type : types) {
            if (this.types.putIfAbsent(type.name(), type) == null) {
                type.outer()
                        .ifPresent(outer -> nested.computeIfAbsent(outer, key -> new ArrayList<>())
                                .add(type));
            }
        }
        this.code = code;
    }

    Optional<SourceType> type(String binaryName) {
        return Optional.ofNullable(types.get(binaryName));
    }

    Optional<CodeType> library(String name) {
        return name.indexOf('.') < 0 ? Optional.empty() : code.known(name);
    }

    Stream<SourceType> nestedIn(SourceType outer) {
        return nested.getOrDefault(outer.name(), List.of()).stream();
    }

    /** Returns the qualified name of what is written in a type; as written when nothing tells. */
    String resolve(SourceType from, String written) {
        return around(from, written)
                .or(() -> imported(from, written))
                .or(() -> declared(inPackage(from.outline().packageName(), written)))
                .or(() -> onDemand(from, written))
                .orElse(written);
    }

    private Optional<String> around(SourceType from, String written) {
        String outer = from.name();
        while (true) {
            Optional<String> found = declared(outer + "$" + written.replace('.', '$'));
            int dollar = outer.lastIndexOf('$');
            if (found.isPresent() || dollar < 0) {
                return found;
            }
            outer = outer.substring(0, dollar);
        }
    }

    private Optional<String> imported(SourceType from, String written) {
        int dot = written.indexOf('.');
        String first = dot < 0 ? written : written.substring(0, dot);
        return from.outline().imports().stream()
                .filter(name -> name.endsWith("." + first))
                .map(name -> dot < 0 ? name : name + written.substring(dot))
                .map(name -> declared(name).orElse(name))
                .findFirst();
    }

    private Optional<String> onDemand(SourceType from, String written) {
        return from.packages().stream()
                .map(name -> inPackage(name, written))
                .filter(name -> declared(name).isPresent()
                        || Framework.ofTest(name).isPresent()
                        || library(name).isPresent())
                .findFirst();
    }

    private static String inPackage(String packageName, String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    /** Finds the type of a name in which nested types may stand behind a dot. */
    private Optional<String> declared(String dotted) {
        String name = dotted;
        while (true) {
            if (types.containsKey(name)) {
                return Optional.of(name);
            }
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            name = name.substring(0, dot) + "$" + name.substring(dot + 1);
        }
    }

    /** An annotation something carries, directly or through another annotation; {@code text} is empty in class files. */
    record Meaning(String name, String text) {}

    /** Returns an annotation and all that it is annotated with, at any depth. */
    List<Meaning> meanings(SourceType from, Annotation annotation) {
        Map<String, Meaning> found = new LinkedHashMap<>();
        addMeaning(from, annotation, found);
        return new ArrayList<>(found.values());
    }

    private void addMeaning(SourceType from, Annotation annotation, Map<String, Meaning> found) {
        String name = resolve(from, annotation.name());
        String key = name + annotation.text(); // two tags are two meanings
        if (found.putIfAbsent(key, new Meaning(name, annotation.text())) != null) {
            return;
        }
        Optional<SourceType> declared = type(name);
        declared.ifPresent(type -> type.declared().annotations().forEach(meta -> addMeaning(type, meta, found)));
        if (declared.isEmpty()) {
            library(name).ifPresent(type -> type.annotations().forEach(meta -> addLibrary(meta, found)));
        }
    }

    private void addLibrary(String name, Map<String, Meaning> found) {
        if (found.putIfAbsent(name, new Meaning(name, "")) == null) {
            library(name).ifPresent(type -> type.annotations().forEach(meta -> addLibrary(meta, found)));
        }
    }

    /** Returns the meanings of annotations that a class file names. */
    List<Meaning> meanings(List<String> annotations) {
        Map<String, Meaning> found = new LinkedHashMap<>();
        annotations.forEach(name -> addLibrary(name, found));
        return new ArrayList<>(found.values());
    }
}

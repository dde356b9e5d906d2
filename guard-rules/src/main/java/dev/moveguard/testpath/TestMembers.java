package dev.moveguard.testpath;

import dev.moveguard.code.CodeType;
import dev.moveguard.code.source.SourceOutline.Annotation;
import dev.moveguard.code.source.SourceOutline.DeclaredMethod;
import dev.moveguard.code.source.SourceOutline.Supertype;
import dev.moveguard.testpath.SourceNames.Meaning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects what in a class is a test: its own members, those it inherits, those of its {@code @Nested} classes. */
final class TestMembers {
    private static final Map<String, Framework> RUNNERS = Map.of(
            "org.junit.runner.RunWith", Framework.JUNIT4,
            "RunWith", Framework.JUNIT4,
            "org.junit.platform.suite.api.Suite", Framework.UNKNOWN,
            "Suite", Framework.UNKNOWN);
    private static final Set<String> NESTED = Set.of("org.junit.jupiter.api.Nested", "Nested");
    private static final Pattern NOT_ENABLED = Pattern.compile("\\benabled\\s*=\\s*false\\b");

    private final SourceNames names;
    private final OldGroups oldGroups;
    private final List<TestMember> members = new ArrayList<>();
    private final Set<String> visited = new HashSet<>();
    private Optional<String> unknownSupertype = Optional.empty();

    private TestMembers(SourceNames names) {
        this.names = names;
        this.oldGroups = new OldGroups(names);
    }

    static TestClass of(SourceType type, SourceNames names) {
        TestMembers found = new TestMembers(names);
        Inherited around = found.around(type);
        found.add(type, around.and(found.classTags(type, new HashSet<>()), found.meanings(type)), new HashSet<>());
        return new TestClass(
                type,
                found.launched(type).path(),
                found.members,
                found.disabling(type).map(annotation -> type.at(annotation.at())),
                found.unknownSupertype);
    }

    /** What its classes add to a member. A runner decides by itself what is a test. */
    private record Inherited(Tags tags, List<Meaning> disabling, Optional<Framework> runner) {
        static final Inherited NOTHING = new Inherited(Tags.NONE, List.of(), Optional.empty());

        Inherited and(Tags more, List<Meaning> meanings) {
            List<Meaning> all = new ArrayList<>(disabling);
            all.addAll(meanings);
            return new Inherited(tags.and(more), all, runner).withRunner(meanings);
        }

        /** What a superclass adds: its tags are its subclass's already, and it disables itself alone. */
        Inherited withRunner(List<Meaning> meanings) {
            Optional<Framework> found = meanings.stream()
                    .flatMap(meaning -> Stream.ofNullable(RUNNERS.get(meaning.name())))
                    .findFirst();
            return new Inherited(tags, disabling, runner.or(() -> found));
        }
    }

    /** What the classes around a {@code @Nested} class add to its tests. */
    private Inherited around(SourceType type) {
        if (!isNested(type)) {
            return Inherited.NOTHING;
        }
        return type.outer()
                .flatMap(names::type)
                .map(outer -> around(outer).and(classTags(outer, new HashSet<>()), meanings(outer)))
                .orElse(Inherited.NOTHING);
    }

    private SourceType launched(SourceType type) {
        Optional<SourceType> outer = isNested(type) ? type.outer().flatMap(names::type) : Optional.empty();
        return outer.map(this::launched).orElse(type);
    }

    private boolean isNested(SourceType type) {
        return meanings(type).stream().anyMatch(meaning -> NESTED.contains(meaning.name()));
    }

    private List<Meaning> meanings(SourceType type) {
        return meanings(type, type.declared().annotations());
    }

    private List<Meaning> meanings(SourceType type, List<Annotation> annotations) {
        return annotations.stream()
                .flatMap(annotation -> names.meanings(type, annotation).stream())
                .toList();
    }

    private Tags tags(SourceType type, List<Annotation> annotations) {
        return Tags.of(meanings(type, annotations)).and(oldGroups.of(type, annotations));
    }

    /** Tags are inherited from superclasses. */
    private Tags classTags(SourceType type, Set<String> seen) {
        Tags tags = tags(type, type.declared().annotations());
        if (!seen.add(type.name())) {
            return tags;
        }
        for (Supertype parent : type.declared().supertypes()) {
            Optional<SourceType> declared =
                    parent.isInterface() ? Optional.empty() : names.type(names.resolve(type, parent.name()));
            tags = tags.and(declared.map(above -> classTags(above, seen)).orElse(Tags.NONE));
        }
        return tags;
    }

    private void add(SourceType type, Inherited all, Set<String> overridden) {
        if (!visited.add(type.name())) {
            return;
        }
        addMembers(type, all, overridden);
        names.nestedIn(type)
                .filter(inner -> isNested(inner) && !inner.declared().isAbstract())
                .forEach(inner ->
                        add(inner, all.and(classTags(inner, new HashSet<>()), meanings(inner)), new HashSet<>()));
        addInherited(type, all, overridden);
    }

    private void addMembers(SourceType type, Inherited around, Set<String> overridden) {
        around.runner().ifPresent(framework -> members.add(member(type, "", framework, false, List.of(), around)));
        boolean isTestNg = meanings(type).stream()
                .anyMatch(meaning -> Framework.ofTest(meaning.name()).equals(Optional.of(Framework.TESTNG)));
        for (DeclaredMethod method : type.declared().methods()) {
            if (overridden.add(method.name() + method.parameters())) {
                framework(type, method, isTestNg)
                        .ifPresent(framework -> members.add(
                                member(type, method.name(), framework, false, method.annotations(), around)));
            }
        }
        type.declared()
                .fields()
                .forEach(field -> framework(meanings(type, field.annotations()))
                        .filter(framework -> framework == Framework.ARCHUNIT)
                        .ifPresent(framework ->
                                members.add(member(type, field.name(), framework, true, field.annotations(), around))));
    }

    private Optional<Framework> framework(SourceType type, DeclaredMethod method, boolean isTestNg) {
        if (method.name().equals("<init>")) {
            return Optional.empty();
        }
        Optional<Framework> annotated = framework(meanings(type, method.annotations()));
        if (annotated.equals(Optional.of(Framework.JUPITER)) && method.isStatic()) {
            return Optional.empty(); // Jupiter reports it as a discovery issue and runs nothing
        }
        if (annotated.isEmpty() && isTestNg) {
            return Optional.of(Framework.TESTNG);
        }
        boolean isOld = method.name().startsWith("test") && method.parameters().isEmpty() && isTestCase(type);
        return annotated.isEmpty() && isOld ? Optional.of(Framework.JUNIT3) : annotated;
    }

    private static Optional<Framework> framework(List<Meaning> meanings) {
        return meanings.stream()
                .flatMap(meaning -> Framework.ofTest(meaning.name()).stream())
                .findFirst();
    }

    private boolean isTestCase(SourceType type) {
        return superclasses(type, new HashSet<>()).contains("junit.framework.TestCase");
    }

    private Set<String> superclasses(SourceType type, Set<String> found) {
        for (Supertype parent : type.declared().supertypes()) {
            String name = names.resolve(type, parent.name());
            if (found.add(name)) {
                names.type(name).ifPresent(above -> superclasses(above, found));
            }
        }
        return found;
    }

    private TestMember member(
            SourceType type,
            String name,
            Framework framework,
            boolean isField,
            List<Annotation> annotations,
            Inherited around) {
        List<Meaning> own = meanings(type, annotations);
        Inherited all = around.and(tags(type, annotations), own);
        Framework runBy = framework == Framework.ARCHUNIT ? around.runner().orElse(framework) : framework;
        boolean isDisabled = all.disabling().stream().anyMatch(meaning -> framework.isDisabledBy(meaning.name()))
                || framework == Framework.TESTNG
                        && all.disabling().stream()
                                .anyMatch(meaning ->
                                        NOT_ENABLED.matcher(meaning.text()).find());
        return new TestMember(
                name,
                runBy,
                isField,
                isDisabled,
                all.tags().names(),
                oldGroups.withSupertypes(all.tags().names()),
                all.tags().hasUnread());
    }

    private void addInherited(SourceType type, Inherited around, Set<String> overridden) {
        for (Supertype parent : type.declared().supertypes()) {
            String name = names.resolve(type, parent.name());
            Optional<SourceType> declared = names.type(name);
            if (declared.isPresent()) {
                declared.ifPresent(above -> add(above, around.withRunner(meanings(above)), overridden));
            } else if (Framework.ofSupertype(name).isPresent()) {
                Framework.ofSupertype(name)
                        .ifPresent(framework ->
                                members.add(member(type, parent.name(), framework, false, List.of(), around)));
            } else if (names.library(name).isPresent()) {
                names.library(name).ifPresent(above -> addLibrary(above, around));
            } else if (!name.equals("junit.framework.TestCase") && !name.matches("javax?\\..*")) {
                unknownSupertype = Optional.of(parent.name());
            }
        }
    }

    private void addLibrary(CodeType type, Inherited around) {
        if (!visited.add(type.name())) {
            return;
        }
        type.methods()
                .forEach(method -> framework(names.meanings(method.annotations()))
                        .ifPresent(framework -> members.add(new TestMember(
                                method.name(),
                                framework,
                                false,
                                around.disabling().stream().anyMatch(meaning -> framework.isDisabledBy(meaning.name())),
                                around.tags().names(),
                                oldGroups.withSupertypes(around.tags().names()),
                                around.tags().hasUnread()))));
        type.supertypes()
                .flatMap(parent -> names.library(parent.name()).stream())
                .forEach(parent -> addLibrary(parent, around));
    }

    private Optional<Annotation> disabling(SourceType type) {
        Set<Framework> frameworks = new HashSet<>();
        members.forEach(member -> frameworks.add(member.framework()));
        return type.declared().annotations().stream()
                .filter(annotation -> names.meanings(type, annotation).stream()
                        .anyMatch(meaning ->
                                frameworks.stream().anyMatch(framework -> framework.isDisabledBy(meaning.name()))))
                .findFirst();
    }
}

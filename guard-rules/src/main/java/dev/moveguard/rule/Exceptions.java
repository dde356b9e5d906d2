package dev.moveguard.rule;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.MemberPattern;
import dev.moveguard.code.TypePattern;
import dev.moveguard.config.Place;
import dev.moveguard.config.Text;
import java.util.List;

/** What a rule lets pass on purpose: types and members. */
public record Exceptions(List<TypePattern> types, List<MemberPattern> members) {
    public Exceptions {
        types = List.copyOf(types);
        members = List.copyOf(members);
    }

    public static Exceptions of(List<Text> texts) {
        return new Exceptions(
                texts.stream()
                        .filter(text -> !MemberPattern.isMember(text.value()))
                        .map(TypePattern::of)
                        .toList(),
                texts.stream()
                        .filter(text -> MemberPattern.isMember(text.value()))
                        .map(MemberPattern::of)
                        .toList());
    }

    public static Exceptions of(String... texts) {
        return of(List.of(texts).stream()
                .map(text -> new Text(text, Place.NOWHERE))
                .toList());
    }

    public boolean include(CodeType type, CodeBase code) {
        return types.stream().anyMatch(pattern -> pattern.matches(type, code));
    }

    public boolean include(CodeType type, CodeField field, CodeBase code) {
        return include(type, code) || members.stream().anyMatch(member -> member.matches(type, field, code));
    }

    public boolean include(CodeType type, CodeMethod method, CodeBase code) {
        return include(type, code) || members.stream().anyMatch(member -> member.matches(type, method, code));
    }
}

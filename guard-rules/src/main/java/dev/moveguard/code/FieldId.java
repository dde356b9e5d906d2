package dev.moveguard.code;

/** What identifies a field: the type an instruction names, and the name. */
public record FieldId(String owner, String name) {
    /** How messages name the field. */
    public String shown() {
        return CodeType.simpleName(owner) + "." + name;
    }
}

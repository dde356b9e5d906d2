package dev.moveguard.flow;

/** What to do about a finding, as far as the way the value went tells. */
final class Repairs {
    private Repairs() {}

    static String afterMove(Movement movement, String name, String type) {
        return switch (movement.manner()) {
            case ASSIGNED -> {
                String owner = movement.into().substring("into ".length());
                yield "use %s, which owns it now, or keep to %s and do without %s".formatted(owner, name, owner);
            }
            case PASSED ->
                "use %s before it is handed over, or mark the parameter @Borrows if it is only looked at"
                        .formatted(name);
            case CONSUMED, COMPLETED -> "get a fresh %s: this one is used up".formatted(type);
            case CAPTURED -> "use %s before it is captured, or pass the body what it needs of it".formatted(name);
            case BOUND -> "use %s before it is bound, or leave it to the function alone".formatted(name);
            case RETURNED, THROWN -> "use %s before it leaves the method".formatted(name);
            case STORED -> "use %s before it is stored, or take it out again".formatted(name);
        };
    }
}

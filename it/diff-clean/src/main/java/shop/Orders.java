package shop;

final class Orders {
    private final String name;

    Orders(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}

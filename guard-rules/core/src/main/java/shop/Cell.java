package shop;

class Cell {
    private Object content;

    Object take(int times) {
        return content;
    }
}

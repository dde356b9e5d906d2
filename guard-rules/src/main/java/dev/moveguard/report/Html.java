package dev.moveguard.report;

/** Writes HTML. Text and attributes are escaped on their way in; there is no way around. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Opens an element. Attributes are pairs of name and value; one with an empty value stands by its name alone. */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                out.append("=\"").append(Escaped.markup(attributes[i + 1])).append('"');
            }
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    Html text(String text) {
        out.append(Escaped.markup(text));
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html line() {
        out.append('\n');
        return this;
    }

    /** Puts in what is markup already: a file of ours, or a picture that was drawn and escaped. */
    Html markup(String ours) {
        out.append(ours);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

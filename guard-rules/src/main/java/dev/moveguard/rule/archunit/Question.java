package dev.moveguard.rule.archunit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the other process is asked.
 *
 * @param type binary name of the class with the rules
 * @param member name of a field or method, in which {@code *} stands for any letters
 * @param places folders, jars and class files to import
 * @param names binary names of the types to judge; others in the places are not
 */
record Question(String type, String member, List<String> places, List<String> names) {
    Question {
        places = List.copyOf(places);
        names = List.copyOf(names);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(type);
        out.writeUTF(member);
        write(out, places);
        write(out, names);
    }

    static Question read(DataInputStream in) throws IOException {
        return new Question(in.readUTF(), in.readUTF(), texts(in), texts(in));
    }

    static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8); // longer than writeUTF takes
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(new String(in.readNBytes(in.readInt()), java.nio.charset.StandardCharsets.UTF_8));
        }
        return texts;
    }
}

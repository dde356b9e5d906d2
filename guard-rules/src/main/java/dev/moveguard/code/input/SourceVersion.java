package dev.moveguard.code.input;

import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.source.SourceText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The sources of one version of the code. They are told by where they would lie, and need not lie there. */
public interface SourceVersion {
    /**
     * A source.
     *
     * @param file where it would lie
     * @param folder the folder of sources it is in
     * @param content tells what it holds from everything else it might hold
     */
    record Item(Path file, Path folder, String content) {}

    /** The sources, by file. */
    List<Item> sources();

    /**
     * Reads some of the sources.
     *
     * @throws UnreadableException when one is not at hand
     */
    Map<Path, SourceText> texts(Collection<Path> files);

    /**
     * Whether a class file comes from a source of this version, or from one that this version has not got on purpose: such a
     * class file says nothing that the version does not say better.
     *
     * @param source package and file name of its source, with {@code /}
     */
    boolean hasSourceOf(String source);

    /** Under which name what the sources told is kept. */
    String keptAs();
}

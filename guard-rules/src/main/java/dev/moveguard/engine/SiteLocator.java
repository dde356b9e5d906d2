package dev.moveguard.engine;

import dev.moveguard.code.CodeBase;
import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.bytecode.ClassFile;
import dev.moveguard.code.input.SourceIndex;
import dev.moveguard.code.source.SourceBodies;
import dev.moveguard.code.source.SourceOutline;
import dev.moveguard.code.source.SourceOutline.DeclaredMethod;
import dev.moveguard.code.source.SourceOutline.DeclaredType;
import dev.moveguard.code.source.SourceParser;
import dev.moveguard.code.source.SourceText;
import dev.moveguard.code.source.SourceText.Span;
import dev.moveguard.code.source.SourceTokens;
import dev.moveguard.config.Place;
import dev.moveguard.rule.Project;
import dev.moveguard.rule.Site;
import dev.moveguard.rule.Site.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the line and column of a site. A source is opened only when a finding points into it. */
public final class SiteLocator {
    private final Project project;
    private final Function<Path, SourceText> reading;
    private final SourceIndex sources;
    private final Map<Path, Optional<Source>> opened = new HashMap<>();
    private final Map<String, SourceText> shown = new HashMap<>();

    private final CodeBase code;

    private record Source(SourceText text, SourceOutline outline, SourceTokens tokens, Asked<SourceBodies> bodies) {}

    private SiteLocator(Project project, SourceIndex sources, CodeBase code, Function<Path, SourceText> reading) {
        this.project = project;
        this.code = code;
        this.reading = reading;
        this.sources = sources;
    }

    /**
     * Makes a locator.
     *
     * @param code what the sites are in; its class files tell where local and anonymous types stand
     */
    public static SiteLocator of(Project project, SourceIndex sources, CodeBase code) {
        return new SiteLocator(project, sources, code, SourceText::read);
    }

    /** Makes a locator that reads sources in its own way. */
    static SiteLocator of(Project project, SourceIndex sources, CodeBase code, Function<Path, SourceText> reading) {
        return new SiteLocator(project, sources, code, reading);
    }

    /** Returns the files that places were found in so far. */
    Sources sources() {
        return Sources.of(shown);
    }

    public Location locate(Site site) {
        if (site instanceof Site.InFile inFile) {
            return located(inFile.place());
        } else if (site instanceof Site.Of of) {
            return locate(of.place());
        } else if (site instanceof Site.OfType ofType) {
            return declared(ofType.type())
                    .map(type -> type.at())
                    .map(at -> in(ofType.type(), at))
                    .orElseGet(() -> whole(ofType.type()));
        } else if (site instanceof Site.OfField ofField) {
            return field(ofField.type(), ofField.field());
        } else if (site instanceof Site.OfMethod ofMethod) {
            return method(ofMethod.type(), ofMethod.method());
        }
        return inBody((Site.InBody) site);
    }

    private Location inBody(Site.InBody site) {
        if (site.line() == 0) {
            Location declared = method(site.type(), site.method());
            return declared.line() == 0
                    ? declared
                    : named(site, declared.line())
                            .map(span -> in(site.type(), span))
                            .orElse(declared);
        }
        return named(site, site.line())
                .or(() -> statement(site))
                .map(span -> in(site.type(), span))
                .orElseGet(() -> new Location(whole(site.type()).file(), site.line(), 0, site.line(), 0, ""));
    }

    /** Finds the name a site means from a line on. */
    private Optional<Span> named(Site.InBody site, int line) {
        Token token = site.token();
        return token == null
                ? Optional.empty()
                : source(site.type()).flatMap(source -> find(source.tokens(), token, line));
    }

    /** Finds the statement of a line, where it is one, else what stands on the line: compilers tell different lines of one statement. */
    private Optional<Span> statement(Site.InBody site) {
        CodeType type = site.type();
        return source(type)
                .map(source -> source.bodies()
                        .get()
                        .statement(type.name(), lines(type), site.method().isLambdaBody(), site.line())
                        .or(() -> source.tokens().line(site.line()))
                        .orElseGet(() -> source.text().lineSpan(site.line())));
    }

    private Set<Integer> lines(CodeType type) {
        try {
            return ClassFile.lines(code.classFile(type));
        } catch (UnreadableException e) {
            return Set.of(); // told where it was read
        }
    }

    private static Optional<Span> find(SourceTokens tokens, Token token, int line) {
        return switch (token.count()) {
            case Token.DECLARED -> tokens.declaration(token.name(), line);
            case Token.OF_LAMBDA -> tokens.lambdaParameter(token.name(), line);
            default ->
                tokens.find(token.name(), token.from() == 0 ? line : token.from(), token.count(), token.lambdas());
        };
    }

    private Location field(CodeType type, CodeField field) {
        return declared(type)
                .flatMap(declared -> declared.field(field.name()))
                .map(declared -> in(type, declared.type()))
                .orElseGet(() -> locate(new Site.OfType(type)));
    }

    private Location method(CodeType type, CodeMethod method) {
        return declared(type)
                .flatMap(declared -> nearest(declared, method))
                .map(declared -> in(type, declared.at()))
                .orElseGet(() -> locate(new Site.OfType(type)));
    }

    /** Returns the overload whose parameters are written like those of the class file, else the first of the name. */
    private static Optional<DeclaredMethod> nearest(DeclaredType type, CodeMethod method) {
        List<String> parameters = method.parameters().stream()
                .map(parameter -> CodeType.simpleName(parameter.erased()))
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList();
        return type.methods(method.name())
                .filter(declared -> declared.parameters().equals(parameters))
                .findFirst()
                .or(() -> type.methods(method.name())
                        .filter(declared -> declared.parameters().size() == parameters.size())
                        .findFirst())
                .or(() -> type.methods(method.name()).findFirst());
    }

    private Location in(CodeType type, Span span) {
        String file = project.shown(sources.sourceOf(type).orElseThrow());
        Optional<SourceText> source = source(type).map(Source::text);
        source.ifPresent(text -> shown.put(file, text));
        String line = source.map(text -> text.line(span.line())).orElse("");
        return new Location(file, span.line(), span.column(), span.endLine(), span.endColumn(), line);
    }

    /** The class file or archive entry, where no source is to be found. */
    private Location whole(CodeType type) {
        return sources.sourceOf(type)
                .map(file -> Location.file(project.shown(file)))
                .orElseGet(() -> Location.file(project.shown(type.origin())));
    }

    private Optional<DeclaredType> declared(CodeType type) {
        return source(type)
                .flatMap(source -> source.outline()
                        .type(type.name())
                        .or(() -> source.bodies().get().type(type.name(), lines(type))));
    }

    private Optional<Source> source(CodeType type) {
        return sources.sourceOf(type).flatMap(file -> opened.computeIfAbsent(file, this::open));
    }

    private Optional<Source> open(Path file) {
        try {
            SourceText text = reading.apply(file);
            return Optional.of(new Source(
                    text, SourceParser.outline(text), SourceTokens.of(text), new Asked<>(() -> SourceBodies.of(text))));
        } catch (UnreadableException e) {
            return Optional.empty(); // the finding then names the file alone
        }
    }

    private Location located(Place place) {
        String name = project.shown(place);
        Location bare = new Location(name, place.line(), place.column(), place.line(), place.column(), "");
        Path file = project.root().resolve(name);
        if (place.line() == 0 || !Files.isRegularFile(file)) {
            return bare;
        }
        try {
            SourceText whole = reading.apply(file);
            shown.put(name, whole);
            String text = whole.line(place.line());
            int end = place.column() == 0 ? 0 : endOfWord(text, place.column());
            return new Location(name, place.line(), place.column(), place.line(), end, text);
        } catch (UnreadableException e) {
            return bare; // the place alone is right as well
        }
    }

    private static int endOfWord(String line, int column) {
        int end = Math.min(column, line.length());
        while (end < line.length() && " ,]}\t".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return end + 1;
    }
}

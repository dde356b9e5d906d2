package dev.moveguard.engine;

import dev.moveguard.code.CodeField;
import dev.moveguard.code.CodeMethod;
import dev.moveguard.code.CodeType;
import dev.moveguard.code.UnreadableException;
import dev.moveguard.code.input.SourceIndex;
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
import java.util.function.Function;

/** Finds the line and column of a site. A source is opened only when a finding points into it. */
public final class SiteLocator {
    private final Project project;
    private final Function<Path, SourceText> reading;
    private final SourceIndex sources;
    private final Map<Path, Optional<Source>> opened = new HashMap<>();
    private final Map<String, SourceText> shown = new HashMap<>();

    private record Source(SourceText text, SourceOutline outline, SourceTokens tokens) {}

    private SiteLocator(Project project, SourceIndex sources, Function<Path, SourceText> reading) {
        this.project = project;
        this.reading = reading;
        this.sources = sources;
    }

    /** Makes a locator that knows these source files. */
    public static SiteLocator of(Project project, SourceIndex sources) {
        return new SiteLocator(project, sources, SourceText::read);
    }

    /** Makes a locator that knows these source files, and reads them in its own way. */
    static SiteLocator of(Project project, SourceIndex sources, Function<Path, SourceText> reading) {
        return new SiteLocator(project, sources, reading);
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
        Token token = site.token();
        Location location = site.line() == 0 ? method(site.type(), site.method()) : line(site.type(), site.line());
        if (token == null || location.line() == 0) {
            return location;
        }
        return source(site.type())
                .flatMap(source -> find(source.tokens(), token, location.line()))
                .map(span -> in(site.type(), span))
                .orElse(location);
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

    private Location line(CodeType type, int line) {
        return source(type)
                .map(source -> in(type, source.text().lineSpan(line)))
                .orElseGet(() -> new Location(whole(type).file(), line, 0, line, 0, ""));
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
        return source(type).flatMap(source -> source.outline().type(type.name()));
    }

    private Optional<Source> source(CodeType type) {
        return sources.sourceOf(type).flatMap(file -> opened.computeIfAbsent(file, this::open));
    }

    private Optional<Source> open(Path file) {
        try {
            SourceText text = reading.apply(file);
            return Optional.of(new Source(text, SourceParser.outline(text), SourceTokens.of(text)));
        } catch (UnreadableException e) {
            return Optional.empty(); // the finding then names the file alone
        }
    }

    private Location located(Place place) {
        Path file = project.root().resolve(place.file());
        if (place.line() == 0 || !Files.isRegularFile(file)) {
            return new Location(place.file(), place.line(), place.column(), place.line(), place.column(), "");
        }
        try {
            SourceText whole = reading.apply(file);
            shown.put(place.file(), whole);
            String text = whole.line(place.line());
            int end = place.column() == 0 ? 0 : endOfWord(text, place.column());
            return new Location(place.file(), place.line(), place.column(), place.line(), end, text);
        } catch (UnreadableException e) {
            return new Location(place.file(), place.line(), place.column(), place.line(), place.column(), "");
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

package dev.moveguard.testpath;

import dev.moveguard.testpath.SuiteTest.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one suite file of TestNG. */
final class SuiteReader {
    /** Elements that pick tests in ways that are not followed. */
    private static final Set<String> UNREAD = Set.of("define", "method-selectors", "script");

    private final List<SuiteTest> tests = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final SuiteTest suite = new SuiteTest(true);
    private final Deque<String> open = new ArrayDeque<>();
    private SuiteTest test = suite;
    private @Nullable Names names;
    private @Nullable String unread;

    private SuiteReader() {
        tests.add(suite);
    }

    static SuiteReader read(XMLStreamReader xml) throws XMLStreamException {
        SuiteReader reader = new SuiteReader();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                reader.start(xml);
                reader.open.push(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                reader.open.pop();
                reader.end(xml.getLocalName());
            }
        }
        return reader;
    }

    /** The elements {@code test}; the first one stands for the suite itself, which may name packages. */
    List<SuiteTest> tests() {
        return tests.stream()
                .filter(SuiteTest::isEnabled)
                .map(one -> one.within(suite))
                .toList();
    }

    /** Other suite files that are part of this one. */
    List<String> files() {
        return List.copyOf(files);
    }

    /** What it says that is not followed; continues a sentence that starts with the file. */
    Optional<String> unread() {
        return Optional.ofNullable(unread);
    }

    private void start(XMLStreamReader xml) {
        String name = Optional.ofNullable(xml.getAttributeValue(null, "name")).orElse("");
        String element = xml.getLocalName();
        switch (element) {
            case "test" -> {
                test = new SuiteTest(!"false".equals(xml.getAttributeValue(null, "enabled")));
                tests.add(test);
            }
            case "class" -> names = test.addClass(name);
            case "package" -> names = test.addPackage(name);
            case "run" -> names = test.groups();
            case "include" -> add(name, true);
            case "exclude" -> add(name, false);
            case "suite-file" ->
                Optional.ofNullable(xml.getAttributeValue(null, "path")).ifPresent(files::add);
            default -> {
                if (UNREAD.contains(element)) {
                    unread = "picks tests by <%s>, which is not followed".formatted(element);
                }
            }
        }
    }

    private void add(String pattern, boolean isIncluded) {
        Names target = names;
        if (target != null && Set.of("methods", "run", "package").contains(open.peek())) {
            target.add(pattern, isIncluded);
        }
    }

    private void end(String element) {
        if (element.equals("test")) {
            test = suite;
        }
    }
}

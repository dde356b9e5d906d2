package dev.moveguard.prove;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Edits of a POM. */
final class PomEdit {
    private PomEdit() {}

    /** Makes an edit of the text from one of the document. A text that is no XML stays as it is. */
    static Function<String, Optional<String>> of(Consumer<Element> edit) {
        return text -> Optional.of(edited(text, edit));
    }

    private static String edited(String text, Consumer<Element> edit) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
            edit.accept(document.getDocumentElement());
            StringWriter written = new StringWriter();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(written));
            return written.toString();
        } catch (ParserConfigurationException | SAXException | IOException | TransformerException e) {
            return text; // told as a mutant that changes nothing
        }
    }

    /** Configures Surefire and Failsafe, for all of their executions. */
    static Function<String, Optional<String>> ofTestPlugins(Consumer<Element> configuration) {
        return of(project -> {
            Element plugins = child(child(project, "build"), "plugins");
            for (String artifact : new String[] {"maven-surefire-plugin", "maven-failsafe-plugin"}) {
                Element plugin = plugin(plugins, artifact);
                configuration.accept(child(plugin, "configuration"));
                children(plugin, "executions")
                        .flatMap(executions -> children(executions, "execution"))
                        .forEach(execution -> configuration.accept(child(execution, "configuration")));
            }
        });
    }

    private static Element plugin(Element plugins, String artifact) {
        return children(plugins, "plugin")
                .filter(plugin -> children(plugin, "artifactId")
                        .anyMatch(id -> id.getTextContent().strip().equals(artifact)))
                .findFirst()
                .orElseGet(() -> {
                    Element plugin = append(plugins, "plugin");
                    append(plugin, "artifactId").setTextContent(artifact);
                    return plugin;
                });
    }

    static Element child(Element parent, String name) {
        return children(parent, name).findFirst().orElseGet(() -> append(parent, name));
    }

    static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter((Node node) ->
                        node instanceof Element element && element.getTagName().equals(name))
                .map(Element.class::cast);
    }

    static Element append(Element parent, String name) {
        Element added = parent.getOwnerDocument().createElementNS(parent.getNamespaceURI(), name);
        parent.appendChild(added);
        return added;
    }
}

package dev.moveguard.testpath;

import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens XML that others wrote: no document type, no external entity. */
final class SafeXml {
    /** Since Java 24 the text of a document counts as an entity of at most 100,000 letters; a long failure has more. */
    private static final List<String> NO_LIMIT =
            List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit");

    private SafeXml() {}

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        NO_LIMIT.stream().filter(factory::isPropertySupported).forEach(limit -> factory.setProperty(limit, "0"));
        return factory.createXMLStreamReader(in);
    }
}

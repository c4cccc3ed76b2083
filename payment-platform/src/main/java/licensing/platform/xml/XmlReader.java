package licensing.platform.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import licensing.platform.http.BadRequest;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a request's XML. A DOCTYPE is refused: it is the door to files and to other hosts. */
public final class XmlReader {
  private XmlReader() {}

  public static Element read(byte[] xml) {
    if (xml.length == 0) {
      return new Element("", "", List.of());
    }
    try {
      return element(parser().parse(new ByteArrayInputStream(xml)).getDocumentElement());
    } catch (SAXException malformed) {
      throw new BadRequest("this is not XML the platform takes");
    } catch (IOException | ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static DocumentBuilder parser() throws ParserConfigurationException {
    var factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setExpandEntityReferences(false);
    DocumentBuilder parser = factory.newDocumentBuilder();
    parser.setErrorHandler(new DefaultHandler());
    return parser;
  }

  private static Element element(Node node) {
    List<Element> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    NodeList content = node.getChildNodes();
    for (int i = 0; i < content.getLength(); i++) {
      Node item = content.item(i);
      if (item.getNodeType() == Node.ELEMENT_NODE) {
        children.add(element(item));
      } else {
        text.append(item.getNodeValue());
      }
    }
    return new Element(node.getNodeName(), text.toString(), children);
  }
}

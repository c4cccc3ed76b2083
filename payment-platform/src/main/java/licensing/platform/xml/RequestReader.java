package licensing.platform.xml;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import licensing.platform.http.BadRequest;
import licensing.platform.http.Request;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads what a merchant's server sends: XML, or from Node's SDK the same as JSON. A DOCTYPE is
 * refused: it is the door to files and to other hosts.
 */
public final class RequestReader {
  // A double would write an amount of ten millions with an exponent.
  private static final JSON EXACT = JSON.std.with(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS);

  private RequestReader() {}

  /** An element without a name if nothing was sent. */
  public static Element read(Request request) {
    if (request.body().length == 0) {
      return new Element("", "", List.of());
    }
    String type = request.header("Content-Type");
    return type != null && type.startsWith("application/json")
        ? ofJson(request.body())
        : ofXml(request.body());
  }

  private static Element ofXml(byte[] xml) {
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

  /** An object's one member is the root; one without members is as good as nothing. */
  private static Element ofJson(byte[] json) {
    Map<String, Object> object;
    try {
      object = EXACT.mapFrom(json);
    } catch (IOException malformed) {
      // The parser's own message quotes the input, which may hold a card number.
      throw new BadRequest("this is not a JSON object");
    }
    if (object.size() > 1) {
      throw new BadRequest("a JSON object with one member is expected");
    }
    return object.entrySet().stream()
        .findFirst()
        .map(root -> element(root.getKey(), root.getValue()))
        .orElseGet(() -> new Element("", "", List.of()));
  }

  /** The items of a list are named as the XML of the other SDKs names them. */
  private static Element element(String name, @Nullable Object value) {
    return switch (value) {
      case null -> new Element(name, "", List.of());
      case Map<?, ?> object ->
          new Element(
              name,
              "",
              object.entrySet().stream()
                  .map(member -> element(String.valueOf(member.getKey()), member.getValue()))
                  .toList());
      case List<?> list ->
          new Element(name, "", list.stream().map(item -> element("item", item)).toList());
      case BigDecimal number -> new Element(name, number.toPlainString(), List.of());
      default -> new Element(name, value.toString(), List.of());
    };
  }
}

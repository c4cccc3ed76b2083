package licensing.platform.xml;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** An element of an answer. */
public record Xml(
    String name, Map<String, String> attributes, @Nullable String text, List<Xml> children) {

  public static Xml of(String name, Xml... children) {
    return new Xml(name, Map.of(), null, Arrays.asList(children));
  }

  public static Xml of(String name, List<Xml> children) {
    return new Xml(name, Map.of(), null, children);
  }

  /** What is absent is said to be: the SDK takes an empty number or date for a broken one. */
  public static Xml text(String name, @Nullable Object value) {
    return value == null
        ? new Xml(name, Map.of("nil", "true"), null, List.of())
        : new Xml(name, Map.of(), value.toString(), List.of());
  }

  public static Xml bool(String name, boolean value) {
    return new Xml(name, Map.of("type", "boolean"), Boolean.toString(value), List.of());
  }

  /** Whole seconds in UTC: the SDK refuses fractions and offsets. */
  public static Xml at(String name, Instant instant) {
    String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
    return new Xml(name, Map.of("type", "datetime"), text, List.of());
  }

  public static Xml array(String name, List<Xml> items) {
    return new Xml(name, Map.of("type", "array"), null, items);
  }

  public static Xml collection(String name, List<Xml> items) {
    return new Xml(name, Map.of("type", "collection"), null, items);
  }

  public String render() {
    StringWriter target = new StringWriter();
    try {
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target);
      writer.writeStartDocument("UTF-8", "1.0");
      write(writer);
      writer.writeEndDocument();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return target.toString();
  }

  private void write(XMLStreamWriter writer) throws XMLStreamException {
    writer.writeStartElement(name);
    for (var attribute : attributes.entrySet()) {
      writer.writeAttribute(attribute.getKey(), attribute.getValue());
    }
    if (text != null) {
      writer.writeCharacters(text);
    }
    for (Xml child : children) {
      child.write(writer);
    }
    writer.writeEndElement();
  }
}

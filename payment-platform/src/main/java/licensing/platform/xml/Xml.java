package licensing.platform.xml;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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

  /**
   * What a value is of its Java type is told along: Python's and Node's SDKs take all that has no
   * type for text. What is absent is said to be, without a type: they would read an empty number.
   *
   * @param value null, a number, a truth, an instant (told in whole seconds of UTC, since the SDKs
   *     refuse fractions and offsets), a day, or anything that is told as text, amounts among it
   */
  public static Xml value(String name, @Nullable Object value) {
    return switch (value) {
      case null -> new Xml(name, Map.of("nil", "true"), null, List.of());
      case Integer number -> typed(name, "integer", number);
      case Boolean truth -> typed(name, "boolean", truth);
      case Instant instant -> typed(name, "datetime", instant.truncatedTo(ChronoUnit.SECONDS));
      case LocalDate day -> typed(name, "date", day);
      case BigDecimal amount -> new Xml(name, Map.of(), amount.toPlainString(), List.of());
      default -> new Xml(name, Map.of(), value.toString(), List.of());
    };
  }

  private static Xml typed(String name, String type, Object value) {
    return new Xml(name, Map.of("type", type), value.toString(), List.of());
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

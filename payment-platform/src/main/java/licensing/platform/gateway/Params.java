package licensing.platform.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import licensing.platform.xml.Element;
import licensing.platform.xml.Xml;

/** What was asked for, as a refusal repeats it: without the card's number and its code. */
final class Params {
  private static final Set<String> SECRET = Set.of("number", "cvv", "paymentmethodnonce");

  private Params() {}

  static Xml of(Element body) {
    return body.name().isEmpty() ? Xml.of("params") : Xml.of("params", copy(body));
  }

  private static Xml copy(Element element) {
    List<Xml> parts =
        element.children().stream()
            .filter(child -> !SECRET.contains(child.plainName()))
            .map(Params::copy)
            .toList();
    String name = kebab(element.name());
    return parts.isEmpty() ? Xml.value(name, element.text().strip()) : Xml.of(name, parts);
  }

  /** Whatever the SDK, each finds its own names in it again. */
  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }
}

package licensing.platform.gateway;

import java.util.ArrayList;
import java.util.List;
import licensing.platform.xml.Xml;

/** Validation errors as a tree: an object holds its own errors and its parts. */
final class ErrorsXml {
  private ErrorsXml() {}

  static Xml of(List<ValidationError> errors) {
    return object("errors", "", errors);
  }

  private static Xml object(String name, String path, List<ValidationError> errors) {
    List<Xml> content = new ArrayList<>();
    content.add(
        Xml.array(
            "errors",
            errors.stream().filter(e -> e.object().equals(path)).map(ErrorsXml::error).toList()));
    String below = path.isEmpty() ? "" : path + "/";
    errors.stream()
        .map(ValidationError::object)
        .filter(object -> object.startsWith(below) && object.length() > below.length())
        .map(object -> object.substring(below.length()).split("/")[0])
        .distinct()
        .forEach(part -> content.add(object(part, below + part, errors)));
    return Xml.of(name, content);
  }

  private static Xml error(ValidationError error) {
    return Xml.of(
        "error",
        Xml.value("attribute", error.attribute()),
        Xml.value("code", error.code()),
        Xml.value("message", error.message()));
  }
}

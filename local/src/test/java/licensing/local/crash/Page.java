package licensing.local.crash;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** An answer of the console as a browser sees it, before it follows a redirect. */
record Page(int status, URI address, String location, Document document) {

  static Page of(HttpResponse<String> response) {
    String location = response.headers().firstValue("Location").orElse("");
    String path = location.isEmpty() ? "" : response.uri().resolve(location).getPath();
    Document document = Jsoup.parse(response.body(), response.uri().toString());
    return new Page(response.statusCode(), response.uri(), path, document);
  }

  String text() {
    return document.body().text();
  }

  /** The form that is sent to an address with that end. */
  FormElement form(String actionEnd) {
    return document.select("form").stream()
        .filter(form -> form.attr("action").endsWith(actionEnd))
        .map(FormElement.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no form to " + actionEnd + " in: " + text()));
  }

  /** What a browser would send of a form. */
  static Map<String, String> fields(FormElement form) {
    Map<String, String> fields = new LinkedHashMap<>();
    form.formData().forEach(field -> fields.put(field.key(), field.value()));
    return fields;
  }

  static String action(Element form) {
    return URI.create(form.attr("action")).getPath();
  }

  /** Which situation of the purchase the page shows, with the attempt's number. */
  String situation() {
    Element region = document.getElementById("situation");
    return region == null ? "" : region.attr("data-situation");
  }
}

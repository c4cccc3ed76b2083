package licensing.local.buyer;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/**
 * An answer as a browser sees it, before it follows a redirect.
 *
 * @param location the path that the answer leads to; empty where it leads nowhere
 */
public record Page(int status, URI address, String location, Document document) {

  static Page of(HttpResponse<String> response) {
    String location = response.headers().firstValue("Location").orElse("");
    String path = location.isEmpty() ? "" : response.uri().resolve(location).getPath();
    Document document = Jsoup.parse(response.body(), response.uri().toString());
    return new Page(response.statusCode(), response.uri(), path, document);
  }

  /**
   * Itself, if it is a page to look at.
   *
   * @throws UnexpectedPage for a redirect, a refusal or an error
   */
  public Page shown() {
    if (status != 200) {
      throw new UnexpectedPage("a page", this);
    }
    return this;
  }

  /**
   * The path that the answer leads to.
   *
   * @throws UnexpectedPage for one that is no redirect
   */
  public String redirect() {
    if (location.isEmpty()) {
      throw new UnexpectedPage("a redirect", this);
    }
    return location;
  }

  public String text() {
    return document.body().text();
  }

  /**
   * The form that is sent to an address with that end.
   *
   * @throws UnexpectedPage if there is none
   */
  public FormElement form(String actionEnd) {
    return formBy("form[action$=" + actionEnd + "]");
  }

  /** Which status of the purchase it shows, with the attempt's number; empty for none. */
  public String shownStatus() {
    return document.select("#status").attr("data-status");
  }

  FormElement formBy(String selector) {
    return document.select(selector).stream()
        .filter(FormElement.class::isInstance)
        .map(FormElement.class::cast)
        .findFirst()
        .orElseThrow(() -> new UnexpectedPage(selector, this));
  }

  /** What a browser would send of a form. */
  static Map<String, String> fields(FormElement form) {
    Map<String, String> fields = new LinkedHashMap<>();
    form.formData().forEach(field -> fields.put(field.key(), field.value()));
    return fields;
  }
}

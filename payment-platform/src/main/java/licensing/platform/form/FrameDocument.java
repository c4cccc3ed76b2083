package licensing.platform.form;

import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import licensing.platform.http.Answer;
import licensing.platform.http.Request;

/** A document in a frame, in the buyer's language, for one merchant's origin. */
final class FrameDocument {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");

  private final Origins origins;
  private final String template;
  private final Properties english;
  private final Properties chinese;

  /**
   * @param name of its template and of its texts
   */
  FrameDocument(String name, Origins origins) {
    this.origins = origins;
    this.template = Resources.text(name + ".html");
    this.english = Resources.texts(name + ".properties");
    this.chinese = Resources.texts(name + "_zh_CN.properties");
  }

  Answer answer(Request request) {
    String origin = request.query().getOrDefault("origin", "");
    if (!origins.contains(origin)) {
      return Answer.text(403, "This origin may not hold the card form.");
    }
    return Answer.html(render(origin, request.query().getOrDefault("locale", "en")))
        .with(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " base-uri 'none'; form-action 'none'; frame-ancestors "
                + origin)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
  }

  private String render(String origin, String locale) {
    boolean inChinese = Pattern.matches("zh([_-].*)?", locale);
    Properties texts = inChinese ? chinese : english;
    Map<String, String> own = Map.of("origin", origin, "lang", inChinese ? "zh-CN" : "en");
    return PLACE
        .matcher(template)
        .replaceAll(
            place ->
                java.util.regex.Matcher.quoteReplacement(
                    licensing.platform.http.Html.escape(value(own, texts, place.group(1)))));
  }

  private static String value(Map<String, String> own, Properties texts, String key) {
    String text = own.getOrDefault(key, texts.getProperty(key));
    if (text == null) {
      throw new IllegalStateException("no text for " + key);
    }
    return text;
  }
}

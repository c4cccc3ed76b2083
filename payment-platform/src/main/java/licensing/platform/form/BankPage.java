package licensing.platform.form;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Html;
import licensing.platform.http.Request;
import org.jspecify.annotations.Nullable;

/** The page on which a bank asks the buyer, in a frame of the merchant's: the stand-in's own. */
record BankPage(String merchantId, Origins origins) implements Handler {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");
  private static final String TEMPLATE = Resources.text("challenge.html");
  private static final Properties ENGLISH = Resources.texts("challenge.properties");
  private static final Properties CHINESE = Resources.texts("challenge_zh_CN.properties");

  /**
   * What is asked, for the page alone to be read.
   *
   * @param nonce that waits for the buyer
   * @param fingerprint of the client token
   */
  static String question(String nonce, String fingerprint) {
    try {
      String json = JSON.std.asString(Map.of("nonce", nonce, "fingerprint", fingerprint));
      return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public Answer answer(Request request) {
    boolean inChinese = isChinese(request.header("Accept-Language"));
    Map<String, String> own =
        Map.of(
            "lang", inChinese ? "zh-CN" : "en",
            "api", ClientConfiguration.clientApi(merchantId),
            "asked", request.form().getOrDefault("creq", ""));
    return CardForm.framed(fill(own, inChinese ? CHINESE : ENGLISH), origins)
        .with("Cache-Control", "no-store");
  }

  private static String fill(Map<String, String> own, Properties texts) {
    return PLACE
        .matcher(TEMPLATE)
        .replaceAll(
            place -> {
              String text = own.getOrDefault(place.group(1), texts.getProperty(place.group(1)));
              if (text == null) {
                throw new IllegalStateException("no text for " + place.group(1));
              }
              return Matcher.quoteReplacement(Html.escape(text));
            });
  }

  private static boolean isChinese(@Nullable String languages) {
    return languages != null && languages.startsWith("zh");
  }
}

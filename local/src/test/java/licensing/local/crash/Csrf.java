package licensing.local.crash;

import java.util.Map;
import licensing.local.buyer.Buyer;
import org.jsoup.nodes.Element;

/** What any page of the console sends along with its forms. */
final class Csrf {

  private Csrf() {}

  static Map<String, String> of(Buyer buyer) {
    Element field = buyer.homepage().document().expectFirst("input[name=_csrf]");
    return Map.of("_csrf", field.attr("value"));
  }
}

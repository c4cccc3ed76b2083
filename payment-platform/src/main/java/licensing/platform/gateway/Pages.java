package licensing.platform.gateway;

import java.util.List;
import licensing.platform.http.BadRequest;
import licensing.platform.http.Request;
import licensing.platform.xml.Xml;

/** Lists that are read page by page, the page being named in the address. */
final class Pages {
  private Pages() {}

  static int asked(Request request) {
    String page = request.query().getOrDefault("page", "1");
    if (!page.matches("[1-9][0-9]{0,5}")) {
      throw new BadRequest("a list's page is none");
    }
    return Integer.parseInt(page);
  }

  /** What stands before the items of a page. */
  static List<Xml> head(int page, int size, int total) {
    return List.of(
        Xml.value("current-page-number", page),
        Xml.value("page-size", size),
        Xml.value("total-items", total));
  }
}

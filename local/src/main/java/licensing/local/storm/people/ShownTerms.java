package licensing.local.storm.people;

import java.util.List;
import licensing.local.buyer.Page;
import licensing.terms.Terms;
import org.jsoup.nodes.Element;

/** The terms as a person reads them on the form, whatever the form sends along. */
final class ShownTerms {

  private ShownTerms() {}

  static String hashOf(Page form) {
    List<Terms.Note> notes =
        form.document().select("ol.notes > li").stream()
            .map(note -> new Terms.Note(exact(note, "strong"), exact(note, "span")))
            .toList();
    return new Terms(new Terms.Version(1), "", notes).textHash();
  }

  private static String exact(Element note, String part) {
    return note.expectFirst(part).wholeText();
  }
}

package licensing.terms;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One version of the terms in one language.
 *
 * @param locale language tag of the text
 */
public record Terms(TermsVersion version, String locale, List<Note> notes) {

  /** One of the Important Notes. */
  public record Note(String heading, String text) {}

  public Terms {
    notes = List.copyOf(notes);
  }

  /** SHA-256 of headings and texts in their order, in hexadecimal: what a consent names. */
  public String textHash() {
    return Sha256.of(
        notes.stream()
            .map(note -> note.heading() + "\n" + note.text() + "\n")
            .collect(Collectors.joining()));
  }
}

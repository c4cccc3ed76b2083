package licensing.terms;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One version of the terms in one language.
 *
 * @param locale language tag of the text
 */
public record Terms(Version version, String locale, List<Note> notes) {

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

  /** The number of a published version of the terms, from 1. */
  public record Version(@JsonValue int value) {

    public Version {
      if (value < 1) {
        throw new IllegalArgumentException("a terms version is at least 1, not " + value);
      }
    }
  }

  /**
   * The evidence of which text was accepted, and when. Who accepted it is the buyer of the
   * purchase.
   *
   * @param termsVersion the version shown
   * @param textHash SHA-256 of the text shown, in hexadecimal
   * @param locale language tag of the text shown
   * @param givenAt when Subscribe Now arrived at the console; of a subscription, when it was
   *     accepted
   */
  public record Consent(
      Terms.Version termsVersion, String textHash, String locale, Instant givenAt) {

    /** The same, given at that moment. */
    public Consent at(Instant moment) {
      return new Consent(termsVersion, textHash, locale, moment);
    }
  }
}

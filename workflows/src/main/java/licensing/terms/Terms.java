package licensing.terms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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
    MessageDigest digest = sha256();
    for (Note note : notes) {
      digest.update((note.heading() + "\n" + note.text() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

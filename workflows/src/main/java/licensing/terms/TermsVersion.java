package licensing.terms;

import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a published version of the terms, from 1. */
public record TermsVersion(@JsonValue int value) {

  public TermsVersion {
    if (value < 1) {
      throw new IllegalArgumentException("a terms version is at least 1, not " + value);
    }
  }
}

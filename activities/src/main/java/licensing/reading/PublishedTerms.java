package licensing.reading;

import java.util.Locale;
import java.util.Optional;
import licensing.terms.Terms;
import licensing.terms.TermsVersion;

/** The texts that buyers consent to. A version is never changed, only followed by the next. */
public interface PublishedTerms {

  /** The version in force, in the language asked for or else in English. */
  Terms current(Locale locale);

  Optional<Terms> of(TermsVersion version, Locale locale);
}

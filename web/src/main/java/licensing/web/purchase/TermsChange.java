package licensing.web.purchase;

import java.util.Locale;
import java.util.Optional;
import licensing.reading.PublishedTerms;
import licensing.terms.Consent;
import licensing.terms.Terms;
import licensing.terms.TermsVersion;
import org.springframework.stereotype.Component;

/** The terms consented to beside those in force. */
@Component
class TermsChange {

  private final PublishedTerms terms;

  TermsChange(PublishedTerms terms) {
    this.terms = terms;
  }

  TermsVersion currentVersion(Locale locale) {
    return current(locale).version();
  }

  Terms current(Locale locale) {
    return terms.current(locale);
  }

  /** In the language they were consented to in: that text is the evidence. */
  Optional<Terms> consentedTo(Consent consent) {
    return terms.of(consent.termsVersion(), Locale.forLanguageTag(consent.locale()));
  }
}

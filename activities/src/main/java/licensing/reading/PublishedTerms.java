package licensing.reading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The texts that buyers consent to. A version is never changed, only followed by the next. */
@Component
public final class PublishedTerms {

  private final JdbcClient database;

  PublishedTerms(JdbcClient database) {
    this.database = database;
  }

  /** The version in force, in the language asked for or else in English. */
  public Terms current(Locale locale) {
    Terms.Version newest =
        new Terms.Version(
            database.sql("select max(version) from terms_notes").query(Integer.class).single());
    return of(newest, locale).orElseThrow();
  }

  /** In the language they were consented to in: that text is the evidence. */
  public Optional<Terms> consentedTo(Consent consent) {
    return of(consent.termsVersion(), Locale.forLanguageTag(consent.locale()));
  }

  public Optional<Terms> of(Terms.Version version, Locale locale) {
    List<String> published =
        database
            .sql("select distinct locale from terms_notes where version = ?")
            .param(version.value())
            .query((row, index) -> row.getString(1))
            .list();
    return bestOf(published, locale)
        .map(language -> new Terms(version, language, notes(version, language)));
  }

  private List<Terms.Note> notes(Terms.Version version, String language) {
    return database
        .sql(
            "select heading, body from terms_notes where version = ? and locale = ?"
                + " order by position")
        .params(version.value(), language)
        .query((row, index) -> new Terms.Note(row.getString(1), row.getString(2)))
        .list();
  }

  /** The very locale, else one of its language, else English: zh finds zh-CN. */
  private static Optional<String> bestOf(List<String> published, Locale wanted) {
    return published.stream()
        .filter(tag -> tag.equals(wanted.toLanguageTag()))
        .findFirst()
        .or(
            () ->
                published.stream()
                    .filter(tag -> language(tag).equals(wanted.getLanguage()))
                    .findFirst())
        .or(() -> published.stream().filter("en"::equals).findFirst());
  }

  private static String language(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }
}

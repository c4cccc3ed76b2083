package licensing.reading.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.terms.TermsVersion;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcPublishedTerms implements PublishedTerms {

  private final JdbcClient database;

  JdbcPublishedTerms(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Terms current(Locale locale) {
    TermsVersion newest =
        new TermsVersion(
            database.sql("select max(version) from terms_notes").query(Integer.class).single());
    return of(newest, locale).orElseThrow();
  }

  @Override
  public Optional<Terms> of(TermsVersion version, Locale locale) {
    List<String> published =
        database
            .sql("select distinct locale from terms_notes where version = ?")
            .param(version.value())
            .query((row, index) -> row.getString(1))
            .list();
    return bestOf(published, locale)
        .map(language -> new Terms(version, language, notes(version, language)));
  }

  private List<Terms.Note> notes(TermsVersion version, String language) {
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

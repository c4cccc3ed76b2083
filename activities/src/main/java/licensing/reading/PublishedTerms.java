package licensing.reading;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    return bestOf(published("(select max(version) from terms_notes)"), locale).orElseThrow();
  }

  /** In the language they were consented to in: that text is the evidence. */
  public Optional<Terms> consentedTo(Consent consent) {
    return of(consent.termsVersion(), Locale.forLanguageTag(consent.locale()));
  }

  public Optional<Terms> of(Terms.Version version, Locale locale) {
    return bestOf(published("?", version.value()), locale);
  }

  private record Line(Terms.Version version, String language, Terms.Note note) {}

  /** In each language that there is. */
  private List<Terms> published(String version, Object... parameters) {
    Map<String, List<Line>> languages =
        database
            .sql(
                """
                select version, locale, heading, body from terms_notes where version = %s
                order by locale, position
                """
                    .formatted(version))
            .params(parameters)
            .query(PublishedTerms::line)
            .list()
            .stream()
            .collect(groupingBy(Line::language, TreeMap::new, toList()));
    return languages.values().stream().map(PublishedTerms::terms).toList();
  }

  private static Line line(ResultSet row, int index) throws SQLException {
    return new Line(
        new Terms.Version(row.getInt("version")),
        row.getString("locale"),
        new Terms.Note(row.getString("heading"), row.getString("body")));
  }

  private static Terms terms(List<Line> lines) {
    Line first = lines.getFirst();
    return new Terms(first.version(), first.language(), lines.stream().map(Line::note).toList());
  }

  /** The very locale, else one of its language, else English: zh finds zh-CN. */
  private static Optional<Terms> bestOf(List<Terms> published, Locale wanted) {
    return published.stream()
        .filter(terms -> terms.locale().equals(wanted.toLanguageTag()))
        .findFirst()
        .or(
            () ->
                published.stream()
                    .filter(terms -> language(terms.locale()).equals(wanted.getLanguage()))
                    .findFirst())
        .or(() -> published.stream().filter(terms -> terms.locale().equals("en")).findFirst());
  }

  private static String language(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }
}

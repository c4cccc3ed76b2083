package licensing.web.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Says in the reader's language what was recorded in English, as far as there is a closed set of
 * it: steps, causes, cards. What strangers wrote stays as it is, and says that it is English.
 */
@Component("told")
public class ToldWords {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)(\\*?)}");

  private final List<Translation> chinese = read("told_zh_CN.txt");

  /** The parts of a sentence that was put together, each in one language. */
  public List<Part> parts(String words) {
    return isEnglishRead()
        ? List.of(new Part(words, "en"))
        : Arrays.stream(words.split("; ", -1)).map(this::part).toList();
  }

  /** What a person did and why, of which their own words are in no language of ours. */
  public String person(String words) {
    return isEnglishRead() ? words : inChinese(words).orElse(words);
  }

  private static boolean isEnglishRead() {
    return !LocaleContextHolder.getLocale()
        .getLanguage()
        .equals(Locale.SIMPLIFIED_CHINESE.getLanguage());
  }

  private Part part(String words) {
    return inChinese(words)
        .map(text -> new Part(text, null))
        .orElseGet(() -> new Part(words, "en"));
  }

  private Optional<String> inChinese(String words) {
    return chinese.stream().flatMap(each -> each.of(words, this).stream()).findFirst();
  }

  private static List<Translation> read(String file) {
    try (InputStream lines = Objects.requireNonNull(ToldWords.class.getResourceAsStream(file))) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Translation::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param lang null for the page's own
   */
  public record Part(String text, @Nullable String lang) {}

  private record Translation(Pattern english, String other) {

    static Translation of(String line) {
      String[] both = line.split(" => ", 2);
      var english = new StringBuilder();
      int end = 0;
      Matcher place = PLACE.matcher(both[0]);
      while (place.find()) {
        english.append(Pattern.quote(both[0].substring(end, place.start()))).append("(.+?)");
        end = place.end();
      }
      english.append(Pattern.quote(both[0].substring(end)));
      return new Translation(Pattern.compile(english.toString(), Pattern.DOTALL), both[1]);
    }

    Optional<String> of(String words, ToldWords others) {
      Matcher matcher = english.matcher(words);
      return matcher.matches() ? Optional.of(filledIn(matcher, others)) : Optional.empty();
    }

    private String filledIn(MatchResult found, ToldWords others) {
      return PLACE
          .matcher(other)
          .replaceAll(
              place -> {
                String kept = found.group(Integer.parseInt(place.group(1)) + 1);
                return Matcher.quoteReplacement(
                    place.group(2).isEmpty() ? kept : others.inChinese(kept).orElse(kept));
              });
    }
  }
}

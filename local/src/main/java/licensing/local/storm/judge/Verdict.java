package licensing.local.storm.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import licensing.purchase.status.PurchaseOutcome;

/** What was found of all purchases. */
public final class Verdict {

  private final Books books;
  private final List<Violation> violations;

  private Verdict(Books books, List<Violation> violations) {
    this.books = books;
    this.violations = violations;
  }

  static Verdict of(Books books) {
    return new Verdict(
        books, Arrays.stream(Rule.values()).flatMap(rule -> rule.violations(books)).toList());
  }

  public List<Violation> violations() {
    return violations;
  }

  public long violationsOf(Rule rule) {
    return violations.stream().filter(violation -> violation.rule() == rule).count();
  }

  /** Everything that is said of a purchase; empty for what is none. */
  public String dossier(String purchase) {
    return books.dossiers().stream()
        .filter(dossier -> dossier.purchase().equals(purchase))
        .map(Dossier::toString)
        .collect(Collectors.joining());
  }

  List<Dossier> dossiers() {
    return books.dossiers();
  }

  public int purchases() {
    return (int) books.dossiers().stream().filter(each -> each.record() != null).count();
  }

  public long captured() {
    return books.dossiers().stream().flatMap(Dossier::taken).count();
  }

  public long licenses() {
    return books.dossiers().stream().filter(Dossier::hasActiveLicense).count();
  }

  public long attention() {
    return books.dossiers().stream().filter(Dossier::asksForPerson).count();
  }

  /** How many ended how, by its name; "open" are those that have not. */
  public Map<String, Long> endings() {
    return books.dossiers().stream()
        .filter(each -> each.record() != null)
        .collect(Collectors.groupingBy(Verdict::ending, TreeMap::new, Collectors.counting()));
  }

  private static String ending(Dossier purchase) {
    PurchaseOutcome.Kind outcome = purchase.outcome();
    return outcome == null ? "open" : outcome.label();
  }
}

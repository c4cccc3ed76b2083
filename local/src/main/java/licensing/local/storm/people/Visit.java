package licensing.local.storm.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import licensing.local.buyer.Buyer;
import org.jspecify.annotations.Nullable;

/** What a buyer came for, and what they were told of it. */
public final class Visit {

  private final int number;
  private final Errand errand;
  private final int quantity;
  private final List<String> log = new ArrayList<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String terms;
  private volatile @Nullable String purchase;
  private volatile boolean toldHome;

  Visit(int number, Errand errand, int quantity) {
    this.number = number;
    this.errand = errand;
    this.quantity = quantity;
  }

  int number() {
    return number;
  }

  public Errand errand() {
    return errand;
  }

  public int quantity() {
    return quantity;
  }

  /** The purchase that the console has acknowledged; null where it never did. */
  public @Nullable String purchase() {
    return purchase;
  }

  /** The hash of the terms as the form showed them; null where no form was opened. */
  public @Nullable String termsShown() {
    return terms;
  }

  /** Whether a page was told that the license works. */
  public boolean wasToldHome() {
    return toldHome;
  }

  /** License keys that a page showed. */
  public Set<String> keysSeen() {
    return keys;
  }

  void sawTerms(String hash) {
    terms = hash;
  }

  void acknowledged(String page) {
    purchase = Buyer.purchaseAt(page);
  }

  void toldHome() {
    toldHome = true;
  }

  void sawKey(String key) {
    keys.add(key);
  }

  /** For whoever wants to know how it came to something. */
  synchronized void note(String what) {
    log.add(what);
  }

  @Override
  public synchronized String toString() {
    return "visit %d: %s, %d licenses; %s"
        .formatted(number, errand.words(), quantity, String.join(" > ", log));
  }
}

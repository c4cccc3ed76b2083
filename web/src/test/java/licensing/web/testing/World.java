package licensing.web.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import licensing.buyer.Buyer.UserId;
import licensing.purchase.PurchaseId;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.Accounts.ConsoleUser.Role;
import licensing.web.login.LoginFactors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Puts people, purchases and licenses into the database. Everybody is new in every test. */
public class World {

  public static final String PASSWORD = "a password of their own";

  /** The quickest: a hash of the usual cost would be most of what a test takes. */
  private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final PublishedTerms published;

  World(JdbcClient jdbc, Accounts accounts, PublishedTerms published) {
    this.accounts = accounts;
    this.jdbc = jdbc;
    this.published = published;
  }

  public ConsoleUser buyer() {
    return user(Role.BUYER);
  }

  public ConsoleUser support() {
    return user(Role.SUPPORT);
  }

  public ConsoleUser admin() {
    return user(Role.ADMIN);
  }

  /** Signed in without a login, for MockMvc. */
  public static RequestPostProcessor as(ConsoleUser user) {
    return SecurityMockMvcRequestPostProcessors.authentication(
        UsernamePasswordAuthenticationToken.authenticated(user, null, proved(user)));
  }

  /** Everything that a login can prove, a moment ago. */
  public static List<GrantedAuthority> proved(ConsoleUser user) {
    return List.of(
        new SimpleGrantedAuthority("ROLE_" + user.role()),
        FactorGrantedAuthority.fromAuthority(LoginFactors.PASSWORD),
        FactorGrantedAuthority.fromAuthority(LoginFactors.SECOND));
  }

  /** Another buyer of the same organization. */
  public ConsoleUser colleagueOf(ConsoleUser buyer) {
    return user(Role.BUYER, buyer.organization().value());
  }

  private ConsoleUser user(Role role) {
    UUID organization = UUID.randomUUID();
    jdbc.sql("insert into organizations (id, name) values (?, ?)")
        .params(organization, "Example <b>Ltd</b>")
        .update();
    return user(role, organization);
  }

  private ConsoleUser user(Role role, UUID organization) {
    UUID id = UUID.randomUUID();
    String name = role.name().toLowerCase() + "-" + id;
    jdbc.sql(
            "insert into users (id, organization_id, name, password_hash, role) values (?, ?, ?, ?, ?)")
        .params(id, organization, name, HASH, role.name())
        .update();
    return accounts.of(new UserId(id)).orElseThrow();
  }

  /** Subscribed to three licenses a moment ago, not confirmed yet. */
  public PurchaseId openPurchase(ConsoleUser buyer) {
    PurchaseId purchase = PurchaseId.random();
    Terms terms = published.current(Locale.ENGLISH);
    jdbc.sql(
            """
            insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
              period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
              auto_renew, total, subscribed_at, pay_before, step)
            values (?::uuid, ?, ?, 'MIGRATION', 19.00, 'USD', 365, 1, 99, false, 3, false, 57.00,
              now(), now() + interval '30 minutes', 'CONFIRM_REDIRECT')""")
        .params(purchase.toString(), buyer.organization().value(), buyer.id().value())
        .update();
    jdbc.sql(
            """
            insert into consents (purchase_id, user_id, terms_version, text_hash, locale, given_at)
            values (?::uuid, ?, ?, ?, 'en', now())""")
        .params(purchase.toString(), buyer.id().value(), terms.version().value(), terms.textHash())
        .update();
    return purchase;
  }

  /** Its payment was handed in and is being processed. */
  public PurchaseId purchaseBeingPaid(ConsoleUser buyer) {
    PurchaseId purchase = openPurchase(buyer);
    for (String change :
        List.of(
            "update purchases set step = 'AWAIT_PAYMENT' where id = ?::uuid",
            """
            insert into payment_attempts (purchase_id, number, amount, currency, state)
            values (?::uuid, 1, 57.00, 'USD', 'OPEN')""",
            "update payment_attempts set state = 'SUBMITTED' where purchase_id = ?::uuid")) {
      jdbc.sql(change).param(purchase.toString()).update();
    }
    return purchase;
  }

  public PurchaseId endedPurchase(ConsoleUser buyer, String outcome) {
    PurchaseId purchase = openPurchase(buyer);
    jdbc.sql(
            "update purchases set step = 'ENDED', outcome = ?, ended_at = now() where id = ?::uuid")
        .params(outcome, purchase.toString())
        .update();
    return purchase;
  }

  /** Three licenses that began so long ago, and last a year. */
  public PurchaseId license(ConsoleUser buyer, Duration ago) {
    PurchaseId purchase = endedPurchase(buyer, "LICENSED");
    Instant start = Instant.now().minus(ago);
    jdbc.sql(
            """
            insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew,
              starts_at, ends_at)
            values (?, ?::uuid, ?, 'MIGRATION', 3, false, ?, ?)""")
        .params(
            keyOf(purchase),
            purchase.toString(),
            buyer.organization().value(),
            start.atOffset(ZoneOffset.UTC),
            start.plus(Duration.ofDays(365)).atOffset(ZoneOffset.UTC))
        .update();
    return purchase;
  }

  public void suspend(PurchaseId purchase) {
    jdbc.sql("update licenses set suspended_at = now() where purchase_id = ?::uuid")
        .params(purchase.toString())
        .update();
  }

  /** Gives the buyer's organization an address for mails. */
  public void addresses(ConsoleUser buyer) {
    jdbc.sql(
            """
            insert into billing_details (organization_id, company, address, city, country, email)
            values (?, 'Example <b>Ltd</b>', '1 Street', 'Dublin', 'IE', 'finance@buyer.example')""")
        .param(buyer.organization().value())
        .update();
  }

  /**
   * An invoice of 57.00 USD.
   *
   * @param subject empty, or what is credited
   * @param made whether it has its files
   */
  public void document(PurchaseId purchase, String subject, String number, boolean made) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into documents (id, seller, number, purchase_id, subject, credited, content)
            values (:id, 'test', :number, :purchase, :subject,
              case when :subject <> '' then 57.00 end, :content)""")
        .param("subject", subject)
        .param("id", id)
        .param("number", number)
        .param("purchase", purchase.value())
        .param(
            "content",
            """
            {"version":1,"number":"%s","issuedOn":"2026-11-29","language":"en","seller":{"name":"S"},
            "buyer":{"name":"B","country":"DE"},"orderNumber":"PO 4711","purchase":"%s",
            "item":{"offer":"MIGRATION","quantity":3,"part":false,"from":"2026-11-29","until":"2027-11-29"},
            "total":"57.00 USD",
            "tax":{"rule":"OUTSIDE","percent":0,"net":57.00,"amount":0.00,"rounding":0.00},
            "payment":{"paidOn":"2026-11-29","reference":"r","card":"Visa ending in 1111"},
            "consent":{"termsVersion":1,"textHash":""}%s}"""
                .formatted(
                    number,
                    purchase,
                    subject.isEmpty()
                        ? ""
                        : ",\"credited\":{\"number\":\"2026-000001\",\"issuedOn\":\"2026-11-29\"}"))
        .update();
    if (!made) {
      return;
    }
    for (String[] file : new String[][] {{"PDF", "%PDF-of it"}, {"UBL", "<Invoice/>"}}) {
      jdbc.sql(
              """
              insert into document_files (document_id, kind, content, hash)
              values (:id, :kind, :content, encode(sha256(:content), 'hex'))""")
          .param("id", id)
          .param("kind", file[0])
          .param("content", file[1].getBytes(StandardCharsets.UTF_8))
          .update();
    }
  }

  public static String keyOf(PurchaseId purchase) {
    return "KEY-" + purchase.toString();
  }
}

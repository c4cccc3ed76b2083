package licensing.edge;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who of an organization may buy, up to which total at once, and whether in earnest. The console
 * asks beforehand, so that nothing is begun that is refused; the transaction that records an order
 * asks for good.
 */
@Component
public final class BuyingRights {

  private final JdbcClient database;

  BuyingRights(JdbcClient database) {
    this.database = database;
  }

  /** Empty for who may buy whatever is sold. */
  public Optional<Limit> of(Buyer buyer) {
    return database
        .sql(
            """
            select * from (
              select may_buy, cap, currency::text as currency from buying_rights
              where organization_id = :organization and (user_id = :user or user_id is null)
              order by user_id is null limit 1) own
            where not may_buy or cap is not null
            """)
        .param("organization", buyer.organization().value())
        .param("user", buyer.user().value())
        .query((row, index) -> new Limit(new Columns(row).moneyOrNull("cap")))
        .optional();
  }

  /**
   * What speaks against an order; kept for support to see.
   *
   * @param total by the price of the server, as it would be charged
   */
  public Optional<Limit> against(
      PurchaseId purchase, Buyer buyer, Offer.Kind offer, int quantity, Money total) {
    Optional<Limit> against = of(buyer).filter(limit -> !limit.allows(total));
    against.ifPresent(limit -> note(purchase, buyer, offer, quantity, total, limit));
    return against;
  }

  /**
   * To be called within a transaction, before {@link #against}: who changes what is allowed waits
   * until it ends, and what they changed before is seen.
   */
  public void hold(OrganizationId organization) {
    database
        .sql("select 1 from organizations where id = ? for share")
        .param(organization.value())
        .query()
        .listOfRows();
  }

  private void note(
      PurchaseId purchase, Buyer buyer, Offer.Kind offer, int quantity, Money total, Limit limit) {
    database
        .sql(
            """
            insert into refused_orders (organization_id, user_id, purchase_id, offer_kind, quantity,
              total, currency, up_to)
            values (:organization, :user, :purchase, :offer, :quantity, :total, :currency, :upTo)
            on conflict (organization_id, user_id) do update set purchase_id = :purchase,
              offer_kind = :offer, quantity = :quantity, total = :total, currency = :currency,
              up_to = :upTo, refused_at = now()
            """)
        .param("organization", buyer.organization().value())
        .param("user", buyer.user().value())
        .param("purchase", purchase.value())
        .param("offer", offer.name())
        .param("quantity", quantity)
        .param("total", total.amount())
        .param("currency", total.currency().getCurrencyCode())
        .param("upTo", limit.upTo() == null ? null : limit.upTo().toString(), Types.VARCHAR)
        .update();
  }

  /** Whether what it orders is a test. */
  public boolean isTest(OrganizationId organization) {
    return database
        .sql("select test from organizations where id = ?")
        .param(organization.value())
        .query(Boolean.class)
        .single();
  }

  /** Who can lift a limit, by login name; empty where only support can. */
  public List<String> owners(OrganizationId organization) {
    return database
        .sql(
            """
            select u.name from organization_owners o
            join users u on (u.organization_id, u.id) = (o.organization_id, o.user_id)
            where o.organization_id = ? and u.disabled_at is null order by u.name limit 5
            """)
        .param(organization.value())
        .query((row, index) -> new Columns(row).text("name"))
        .list();
  }

  /** The latest refused order of each person, the newest first; at most that many. */
  public List<RefusedOrder> refused(OrganizationId organization, int most) {
    return database
        .sql(
            """
            select r.*, u.name from refused_orders r join users u on u.id = r.user_id
            where r.organization_id = ? order by r.refused_at desc, u.id limit ?
            """)
        .params(organization.value(), most)
        .query(
            (row, index) -> {
              Columns columns = new Columns(row);
              String upTo = row.getString("up_to");
              return new RefusedOrder(
                  columns.text("name"),
                  Offer.Kind.valueOf(columns.text("offer_kind")),
                  row.getInt("quantity"),
                  columns.money("total"),
                  upTo == null ? null : Money.parse(upTo),
                  columns.instant("refused_at"));
            })
        .list();
  }

  /**
   * What somebody may not exceed.
   *
   * @param upTo the greatest total of one purchase; null for who may not buy at all
   */
  public record Limit(@Nullable Money upTo) {

    /** In another currency nothing is: there is no saying which is more. */
    public boolean allows(Money total) {
      return upTo != null
          && upTo.currency().equals(total.currency())
          && upTo.amount().compareTo(total.amount()) >= 0;
    }

    /** For an operator, and a program's author. */
    public String words(Money total) {
      return upTo == null
          ? "may not buy"
          : "may buy up to %s at once, not for %s".formatted(upTo, total);
    }
  }

  /**
   * @param name login name of who ordered
   * @param upTo as it was then; null where they might not buy at all
   */
  public record RefusedOrder(
      String name, Offer.Kind offer, int quantity, Money total, @Nullable Money upTo, Instant at) {}
}

package licensing.web.billing;

import java.sql.Types;
import java.util.Optional;
import licensing.buyer.Buyer.OrganizationId;
import licensing.document.SellerSettings;
import licensing.document.VatIds;
import licensing.purchase.PurchaseId;
import licensing.web.billing.BillingForm.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What organizations want on their invoices: the next one carries what stands here then. */
@Component
@EnableConfigurationProperties(SellerSettings.class)
public class BillingDetails {

  private final JdbcClient jdbc;
  private final SellerSettings seller;

  BillingDetails(JdbcClient jdbc, SellerSettings seller) {
    this.jdbc = jdbc;
    this.seller = seller;
  }

  /** Whether invoices are written at all. */
  public boolean isOffered() {
    return seller.isKnown();
  }

  /** By name; empty where no invoices are written. */
  public String seller() {
    return seller.name();
  }

  /** Empty fields where nothing is remembered. */
  public BillingForm of(OrganizationId organization) {
    return jdbc.sql("select * from billing_details where organization_id = ?")
        .param(organization.value())
        .query(
            (row, index) ->
                new BillingForm(
                    row.getString("company"),
                    row.getString("address"),
                    Optional.ofNullable(row.getString("postcode")).orElse(""),
                    row.getString("city"),
                    row.getString("country"),
                    Optional.ofNullable(row.getString("vat_id")).orElse(""),
                    row.getString("email"),
                    ""))
        .optional()
        .orElse(BillingForm.EMPTY);
  }

  /**
   * @param details without problems
   */
  @Transactional
  public void remember(OrganizationId organization, BillingForm details) {
    if (details.isEmpty()) {
      jdbc.sql("delete from billing_details where organization_id = ?")
          .param(organization.value())
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into billing_details
              (organization_id, company, address, postcode, city, country, vat_id, email)
            values (:organization, :company, :address, :postcode, :city, :country, :vatId, :email)
            on conflict (organization_id) do update set company = :company, address = :address,
              postcode = :postcode, city = :city, country = :country, vat_id = :vatId,
              email = :email, changed_at = now()""")
        .param("organization", organization.value())
        .param("company", details.text(Field.COMPANY))
        .param("address", details.text(Field.ADDRESS))
        .param("postcode", orNull(details.text(Field.POSTCODE)), Types.VARCHAR)
        .param("city", details.text(Field.CITY))
        .param("country", details.text(Field.COUNTRY))
        .param("vatId", vatId(details), Types.VARCHAR)
        .param("email", details.text(Field.EMAIL))
        .update();
  }

  /** Of one purchase; empty where none was given. */
  public String number(OrganizationId organization, PurchaseId purchase) {
    return jdbc.sql(
            "select number from order_numbers where purchase_id = ? and organization_id = ?")
        .params(purchase.value(), organization.value())
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** Of one purchase, before it is subscribed to. */
  public void number(OrganizationId organization, PurchaseId purchase, String orderNumber) {
    if (orderNumber.isEmpty()) {
      jdbc.sql("delete from order_numbers where purchase_id = ? and organization_id = ?")
          .params(purchase.value(), organization.value())
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into order_numbers (purchase_id, organization_id, number)
            values (:purchase, :organization, :number)
            on conflict (purchase_id) do update set number = :number, entered_at = now()
            where order_numbers.organization_id = :organization""")
        .param("purchase", purchase.value())
        .param("organization", organization.value())
        .param("number", orderNumber)
        .update();
  }

  /**
   * What a page says of tax beside a price, by what is remembered of the buyer; null where no
   * invoices are written.
   */
  public @Nullable TaxNote taxNote(OrganizationId organization) {
    if (!seller.isKnown()) {
      return null;
    }
    BillingForm details = of(organization);
    var rule = seller.rule(orNull(details.text(Field.COUNTRY)), vatId(details));
    return new TaxNote("tax." + rule, seller.taxPercent().stripTrailingZeros().toPlainString());
  }

  private static @Nullable String vatId(BillingForm details) {
    return VatIds.of(details.text(Field.VAT_ID), details.text(Field.COUNTRY)).orElse(null);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /**
   * @param key of the message
   */
  public record TaxNote(String key, String percent) {}
}

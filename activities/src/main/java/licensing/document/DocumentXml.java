package licensing.document;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import licensing.document.Document.Kind;
import licensing.document.Document.Original;
import licensing.document.Document.Party;
import licensing.document.Document.Tax;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or a credit note for programs, twice with one meaning: EN 16931 in the words of
 * UN/CEFACT, as Factur-X has it in a PDF, and in those of UBL, as Peppol BIS Billing 3 sends it
 * where both have an address there. What is said in a field of the standard has its number there
 * (BT-…).
 */
final class DocumentXml {

  private static final String GUIDELINE = "urn:cen.eu:en16931:2017";
  private static final String PEPPOL =
      GUIDELINE + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
  private static final String PEPPOL_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

  /**
   * Of whose sellers Peppol asks what is not known here: a contact, a number of a register of that
   * country, or one that a tax office gives each invoice.
   */
  private static final Set<String> PEPPOL_ASKS_MORE_IN = Set.of("DE", "DK", "GR", "NL");

  private static final String CII = "urn:un:unece:uncefact:data:standard:";
  private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";

  private static final String INVOICE = "380";
  private static final String CREDIT_NOTE = "381";
  private static final String DEBIT_NOTE = "383";

  /** UNCL 4461: a card. */
  private static final String BY_CARD = "48";

  /** Each license is one. */
  private static final String UNIT = "C62";

  /** An address for papers that is one of mail. */
  private static final String MAIL = "EM";

  /** What no XML may hold, however it is written. */
  private static final Pattern NOT_OF_XML =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final Document document;
  private final DocumentTexts texts;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter xml;

  private DocumentXml(Document document) throws XMLStreamException {
    this.document = document;
    this.texts = new DocumentTexts(document);
    this.xml =
        XMLOutputFactory.newDefaultFactory()
            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
  }

  /**
   * @param document one that {@linkplain Document#isElectronic() may be electronic}
   */
  static byte[] crossIndustry(Document document) {
    return written(document, DocumentXml::crossIndustry);
  }

  /** As {@link #crossIndustry(Document)}. */
  static byte[] ubl(Document document) {
    return written(document, DocumentXml::ubl);
  }

  private static byte[] written(Document document, Content content) {
    try {
      DocumentXml written = new DocumentXml(document);
      written.xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      content.write(written);
      written.xml.writeEndDocument();
      written.xml.close();
      return written.bytes.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("an XML in memory is always written", e);
    }
  }

  private interface Content {
    void write(DocumentXml xml) throws XMLStreamException;
  }

  private interface Children {
    void write() throws XMLStreamException;
  }

  // UN/CEFACT

  private void crossIndustry() throws XMLStreamException {
    xml.writeStartElement("rsm:CrossIndustryInvoice");
    xml.writeAttribute("xmlns:rsm", CII + "CrossIndustryInvoice:100");
    xml.writeAttribute("xmlns:ram", CII + "ReusableAggregateBusinessInformationEntity:100");
    xml.writeAttribute("xmlns:udt", CII + "UnqualifiedDataType:100");
    xml.writeAttribute("xmlns:qdt", CII + "QualifiedDataType:100");
    in(
        "rsm:ExchangedDocumentContext",
        () ->
            in("ram:GuidelineSpecifiedDocumentContextParameter", () -> text("ram:ID", GUIDELINE)));
    in(
        "rsm:ExchangedDocument",
        () -> {
          text("ram:ID", document.number());
          text("ram:TypeCode", typeCode());
          date("ram:IssueDateTime", document.issuedOn());
          in("ram:IncludedNote", () -> text("ram:Content", texts.note()));
        });
    in(
        "rsm:SupplyChainTradeTransaction",
        () -> {
          line();
          in("ram:ApplicableHeaderTradeAgreement", this::agreement);
          in(
              "ram:ApplicableHeaderTradeDelivery",
              () ->
                  in(
                      "ram:ActualDeliverySupplyChainEvent",
                      () -> date("ram:OccurrenceDateTime", document.item().from())));
          in("ram:ApplicableHeaderTradeSettlement", this::settlement);
        });
    xml.writeEndElement();
  }

  private void line() throws XMLStreamException {
    in(
        "ram:IncludedSupplyChainTradeLineItem",
        () -> {
          in("ram:AssociatedDocumentLineDocument", () -> text("ram:LineID", "1"));
          in("ram:SpecifiedTradeProduct", () -> text("ram:Name", texts.item()));
          in(
              "ram:SpecifiedLineTradeAgreement",
              () ->
                  in("ram:NetPriceProductTradePrice", () -> text("ram:ChargeAmount", unitPrice())));
          in(
              "ram:SpecifiedLineTradeDelivery",
              () -> text("ram:BilledQuantity", quantity(), "unitCode", UNIT));
          in(
              "ram:SpecifiedLineTradeSettlement",
              () -> {
                in(
                    "ram:ApplicableTradeTax",
                    () -> {
                      text("ram:TypeCode", "VAT");
                      text("ram:CategoryCode", tax().rule().category());
                      text("ram:RateApplicablePercent", percent());
                    });
                period();
                in(
                    "ram:SpecifiedTradeSettlementLineMonetarySummation",
                    () -> amount("ram:LineTotalAmount", tax().net()));
              });
        });
  }

  private void agreement() throws XMLStreamException {
    text("ram:BuyerReference", document.purchase().toString());
    in("ram:SellerTradeParty", () -> party(seller()));
    in("ram:BuyerTradeParty", () -> party(buyer()));
    if (document.orderNumber() != null) {
      in(
          "ram:BuyerOrderReferencedDocument",
          () -> text("ram:IssuerAssignedID", document.orderNumber()));
    }
  }

  private void party(Party party) throws XMLStreamException {
    text("ram:Name", party.name());
    if (party.registration() != null) {
      in("ram:SpecifiedLegalOrganization", () -> text("ram:ID", party.registration()));
    }
    in(
        "ram:PostalTradeAddress",
        () -> {
          text("ram:PostcodeCode", party.postcode());
          text("ram:LineOne", party.address());
          text("ram:CityName", party.city());
          text("ram:CountryID", party.country());
        });
    if (party.email() != null) {
      in("ram:URIUniversalCommunication", () -> text("ram:URIID", party.email(), "schemeID", MAIL));
    }
    registration(party.vatId(), "VA");
    registration(party.taxNumber(), "FC");
  }

  private void registration(@Nullable String id, String scheme) throws XMLStreamException {
    if (id != null) {
      in("ram:SpecifiedTaxRegistration", () -> text("ram:ID", id, "schemeID", scheme));
    }
  }

  private void settlement() throws XMLStreamException {
    text("ram:PaymentReference", document.payment().reference());
    text("ram:InvoiceCurrencyCode", currency());
    in(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        () -> {
          text("ram:TypeCode", BY_CARD);
          String card = document.payment().lastFour();
          if (card != null) {
            in("ram:ApplicableTradeSettlementFinancialCard", () -> text("ram:ID", card));
          }
        });
    in(
        "ram:ApplicableTradeTax",
        () -> {
          amount("ram:CalculatedAmount", tax().amount());
          text("ram:TypeCode", "VAT");
          amount("ram:BasisAmount", tax().net());
          text("ram:CategoryCode", tax().rule().category());
          text("ram:ExemptionReasonCode", tax().rule().reason());
          text("ram:RateApplicablePercent", percent());
        });
    in(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        () -> {
          amount("ram:LineTotalAmount", tax().net());
          amount("ram:TaxBasisTotalAmount", tax().net());
          text("ram:TaxTotalAmount", plain(tax().amount()), "currencyID", currency());
          if (tax().rounding().signum() != 0) {
            amount("ram:RoundingAmount", tax().rounding());
          }
          amount("ram:GrandTotalAmount", withTax());
          amount("ram:TotalPrepaidAmount", document.total().amount());
          amount("ram:DuePayableAmount", BigDecimal.ZERO);
        });
    Original original = document.about();
    if (original != null) {
      in(
          "ram:InvoiceReferencedDocument",
          () -> {
            text("ram:IssuerAssignedID", original.number());
            in(
                "ram:FormattedIssueDateTime",
                () -> text("qdt:DateTimeString", compact(original.issuedOn()), "format", "102"));
          });
    }
  }

  private void period() throws XMLStreamException {
    in(
        "ram:BillingSpecifiedPeriod",
        () -> {
          date("ram:StartDateTime", document.item().from());
          date("ram:EndDateTime", document.item().until());
        });
  }

  private void date(String name, LocalDate date) throws XMLStreamException {
    in(name, () -> text("udt:DateTimeString", compact(date), "format", "102"));
  }

  private static String compact(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  // UBL

  private void ubl() throws XMLStreamException {
    String root = isCredit() ? "CreditNote" : "Invoice";
    xml.writeStartElement(root);
    xml.writeAttribute("xmlns", UBL + root + "-2");
    xml.writeAttribute("xmlns:cac", UBL + "CommonAggregateComponents-2");
    xml.writeAttribute("xmlns:cbc", UBL + "CommonBasicComponents-2");
    text("cbc:CustomizationID", isForPeppol() ? PEPPOL : GUIDELINE);
    text("cbc:ProfileID", isForPeppol() ? PEPPOL_PROCESS : null);
    text("cbc:ID", document.number());
    text("cbc:IssueDate", document.issuedOn().toString());
    text("cbc:" + root + "TypeCode", typeCode());
    text("cbc:Note", texts.note());
    text("cbc:DocumentCurrencyCode", currency());
    text("cbc:BuyerReference", document.purchase().toString());
    if (document.orderNumber() != null) {
      in("cac:OrderReference", () -> text("cbc:ID", document.orderNumber()));
    }
    Original original = document.about();
    if (original != null) {
      in(
          "cac:BillingReference",
          () ->
              in(
                  "cac:InvoiceDocumentReference",
                  () -> {
                    text("cbc:ID", original.number());
                    text("cbc:IssueDate", original.issuedOn().toString());
                  }));
    }
    in("cac:AccountingSupplierParty", () -> in("cac:Party", () -> ublParty(document.seller())));
    in("cac:AccountingCustomerParty", () -> in("cac:Party", () -> ublParty(document.buyer())));
    in("cac:Delivery", () -> text("cbc:ActualDeliveryDate", document.item().from().toString()));
    in("cac:PaymentMeans", this::ublPayment);
    in(
        "cac:TaxTotal",
        () -> {
          ublAmount("cbc:TaxAmount", tax().amount());
          in(
              "cac:TaxSubtotal",
              () -> {
                ublAmount("cbc:TaxableAmount", tax().net());
                ublAmount("cbc:TaxAmount", tax().amount());
                in("cac:TaxCategory", () -> ublCategory(tax().rule().reason()));
              });
        });
    in("cac:LegalMonetaryTotal", this::ublTotals);
    in("cac:" + root + "Line", this::ublLine);
    xml.writeEndElement();
  }

  private void ublParty(Party whole) throws XMLStreamException {
    Party party = shown(whole);
    if (isForPeppol()) {
      text("cbc:EndpointID", whole.vatId(), "schemeID", VatIds.peppolScheme(whole.vatId()));
    } else {
      text("cbc:EndpointID", whole.email(), "schemeID", MAIL);
    }
    in(
        "cac:PostalAddress",
        () -> {
          text("cbc:StreetName", party.address());
          text("cbc:CityName", party.city());
          text("cbc:PostalZone", party.postcode());
          in("cac:Country", () -> text("cbc:IdentificationCode", party.country()));
        });
    ublRegistration(party.vatId(), "VAT");
    ublRegistration(party.taxNumber(), "TAX");
    in(
        "cac:PartyLegalEntity",
        () -> {
          text("cbc:RegistrationName", party.name());
          text("cbc:CompanyID", party.registration());
        });
  }

  private void ublRegistration(@Nullable String id, String scheme) throws XMLStreamException {
    if (id != null) {
      in(
          "cac:PartyTaxScheme",
          () -> {
            text("cbc:CompanyID", id);
            in("cac:TaxScheme", () -> text("cbc:ID", scheme));
          });
    }
  }

  private void ublPayment() throws XMLStreamException {
    text("cbc:PaymentMeansCode", BY_CARD);
    text("cbc:PaymentID", document.payment().reference());
    String card = document.payment().lastFour();
    if (card != null) {
      in(
          "cac:CardAccount",
          () -> {
            text("cbc:PrimaryAccountNumberID", card);
            text("cbc:NetworkID", "card");
          });
    }
  }

  private void ublTotals() throws XMLStreamException {
    ublAmount("cbc:LineExtensionAmount", tax().net());
    ublAmount("cbc:TaxExclusiveAmount", tax().net());
    ublAmount("cbc:TaxInclusiveAmount", withTax());
    ublAmount("cbc:PrepaidAmount", document.total().amount());
    if (tax().rounding().signum() != 0) {
      ublAmount("cbc:PayableRoundingAmount", tax().rounding());
    }
    ublAmount("cbc:PayableAmount", BigDecimal.ZERO);
  }

  private void ublLine() throws XMLStreamException {
    text("cbc:ID", "1");
    text(
        isCredit() ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", quantity(), "unitCode", UNIT);
    ublAmount("cbc:LineExtensionAmount", tax().net());
    in(
        "cac:InvoicePeriod",
        () -> {
          text("cbc:StartDate", document.item().from().toString());
          text("cbc:EndDate", document.item().until().toString());
        });
    in(
        "cac:Item",
        () -> {
          text("cbc:Name", texts.item());
          in("cac:ClassifiedTaxCategory", () -> ublCategory(null));
        });
    in("cac:Price", () -> text("cbc:PriceAmount", unitPrice(), "currencyID", currency()));
  }

  private void ublCategory(@Nullable String reason) throws XMLStreamException {
    text("cbc:ID", tax().rule().category());
    text("cbc:Percent", percent());
    text("cbc:TaxExemptionReasonCode", reason);
    in("cac:TaxScheme", () -> text("cbc:ID", "VAT"));
  }

  private void ublAmount(String name, BigDecimal amount) throws XMLStreamException {
    text(name, plain(amount), "currencyID", currency());
  }

  // both

  /** Peppol reaches those alone who have an address there, which a VAT identifier makes. */
  private boolean isForPeppol() {
    return !PEPPOL_ASKS_MORE_IN.contains(document.seller().country())
        && VatIds.peppolScheme(document.seller().vatId()) != null
        && VatIds.peppolScheme(document.buyer().vatId()) != null;
  }

  /** UNCL 1001. */
  private String typeCode() {
    return switch (document.kind()) {
      case CREDIT_NOTE -> CREDIT_NOTE;
      case DEBIT_NOTE -> DEBIT_NOTE;
      case RECEIPT, INVOICE -> INVOICE;
    };
  }

  private boolean isCredit() {
    return document.kind() == Kind.CREDIT_NOTE;
  }

  private Tax tax() {
    return document.tax();
  }

  private String currency() {
    return document.total().currency().getCurrencyCode();
  }

  private BigDecimal withTax() {
    return tax().net().add(tax().amount());
  }

  private Party seller() {
    return shown(document.seller());
  }

  private Party buyer() {
    return shown(document.buyer());
  }

  /**
   * Where the tax does not apply, nobody may be named by an identifier of it. A seller must be
   * known by something all the same, for which a tax number is not enough.
   */
  private Party shown(Party party) {
    boolean applies = tax().rule() != Tax.Rule.OUTSIDE;
    String vatId = applies ? party.vatId() : null;
    String registration = party.registration();
    if (registration == null && vatId == null && party.equals(document.seller())) {
      registration = party.taxNumber() == null ? party.vatId() : party.taxNumber();
    }
    return new Party(
        party.name(),
        party.address(),
        party.postcode(),
        party.city(),
        party.country(),
        vatId,
        applies ? party.taxNumber() : null,
        registration,
        party.email());
  }

  /** Null where there is no rate, which is not a rate of 0. */
  private @Nullable String percent() {
    return tax().rule() == Tax.Rule.OUTSIDE ? null : tax().percent().toPlainString();
  }

  private String quantity() {
    return Integer.toString(document.item().quantity());
  }

  /** Without tax; with more decimals than an amount has, so that its multiple is the amount. */
  private String unitPrice() {
    return tax()
        .net()
        .divide(BigDecimal.valueOf(document.item().quantity()), 6, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private void amount(String name, BigDecimal amount) throws XMLStreamException {
    text(name, plain(amount));
  }

  private String plain(BigDecimal amount) {
    return amount
        .setScale(document.total().amount().scale(), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  private void in(String name, Children children) throws XMLStreamException {
    xml.writeStartElement(name);
    children.write();
    xml.writeEndElement();
  }

  /** Nothing for what is not known. */
  private void text(String name, @Nullable String text, @Nullable String... attribute)
      throws XMLStreamException {
    if (text == null || text.isBlank()) {
      return;
    }
    xml.writeStartElement(name);
    if (attribute.length == 2 && attribute[0] != null && attribute[1] != null) {
      xml.writeAttribute(attribute[0], attribute[1]);
    }
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  /** With a mark in place of what no XML may hold. */
  static String allowed(String text) {
    return NOT_OF_XML.matcher(text).replaceAll("\uFFFD");
  }
}

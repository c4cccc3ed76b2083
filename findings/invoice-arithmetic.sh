#!/usr/bin/env bash
# How well the official rules of EN 16931 and of Peppol know whether an e-invoice is calculated rightly.
#
# Packages   phive-rules-en16931 and phive-rules-peppol 4.3.7 (Maven: the published rules, EN 16931 1.3.16 for both
#            syntaxes and Peppol BIS 3 2026.5), run by phive-xml 12.0.3, none changed
# Input      an invoice in Cyprus over one license of 5.00 EUR and 19 % VAT, so 0.95, in UBL and in CII; the same with
#            another VAT or taxable amount and the totals to match, with another quantity, and rightly calculated in
#            Kuwaiti dinars, which have three decimals
# Guess      right amounts are valid, those that are a cent off are not, and both syntaxes agree, as one standard says
#            what the amounts have to be
# Seen       VAT may be off by almost a whole unit of the currency, and its sign is not looked at: no VAT at all, twice
#            as much and minus 0.95 are valid for all three. A taxable amount of 4.01 is valid in UBL and Peppol, and
#            refused in CII. Quantity by price is looked at by Peppol alone. Three decimals are refused by all. Who
#            takes "valid" for "calculated rightly" does not see a tax that was forgotten on small amounts
#
# Needs bash, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>invoice-arithmetic</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.helger.phive.rules</groupId><artifactId>phive-rules-en16931</artifactId><version>4.3.7</version>
    </dependency>
    <dependency>
      <groupId>com.helger.phive.rules</groupId><artifactId>phive-rules-peppol</artifactId><version>4.3.7</version>
    </dependency>
    <dependency>
      <groupId>com.helger.phive</groupId><artifactId>phive-xml</artifactId><version>12.0.3</version>
    </dependency>
    <dependency>
      <groupId>org.glassfish.jaxb</groupId><artifactId>jaxb-runtime</artifactId><version>4.0.6</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >ubl.xml <<'XML'
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>1</cbc:ID>
  <cbc:IssueDate>2026-11-29</cbc:IssueDate>
  <cbc:DueDate>2026-12-29</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>CURRENCY</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>some</cbc:BuyerReference>
  <cac:AccountingSupplierParty><cac:Party>
    <cbc:EndpointID schemeID="0088">4000001123452</cbc:EndpointID>
    <cac:PostalAddress>
      <cac:Country><cbc:IdentificationCode>CY</cbc:IdentificationCode></cac:Country>
    </cac:PostalAddress>
    <cac:PartyTaxScheme>
      <cbc:CompanyID>CY12345678A</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
    </cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Seller</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cbc:EndpointID schemeID="0088">4000001123452</cbc:EndpointID>
    <cac:PostalAddress>
      <cac:Country><cbc:IdentificationCode>CY</cbc:IdentificationCode></cac:Country>
    </cac:PostalAddress>
    <cac:PartyLegalEntity><cbc:RegistrationName>Buyer</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="CURRENCY">VAT-AMOUNT</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="CURRENCY">TAXABLE</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="CURRENCY">VAT-AMOUNT</cbc:TaxAmount>
      <cac:TaxCategory>
        <cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="CURRENCY">NET</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="CURRENCY">NET</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="CURRENCY">GROSS</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="CURRENCY">GROSS</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="C62">QUANTITY</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="CURRENCY">NET</cbc:LineExtensionAmount>
    <cac:Item>
      <cbc:Name>License</cbc:Name>
      <cac:ClassifiedTaxCategory>
        <cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
      </cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="CURRENCY">NET</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>
</Invoice>
XML
cat >cii.xml <<'XML'
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
    xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
    xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
    <ram:ID>urn:cen.eu:en16931:2017</ram:ID>
  </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument>
    <ram:ID>1</ram:ID>
    <ram:TypeCode>380</ram:TypeCode>
    <ram:IssueDateTime><udt:DateTimeString format="102">20261129</udt:DateTimeString></ram:IssueDateTime>
  </rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    <ram:IncludedSupplyChainTradeLineItem>
      <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
      <ram:SpecifiedTradeProduct><ram:Name>License</ram:Name></ram:SpecifiedTradeProduct>
      <ram:SpecifiedLineTradeAgreement>
        <ram:NetPriceProductTradePrice><ram:ChargeAmount>NET</ram:ChargeAmount></ram:NetPriceProductTradePrice>
      </ram:SpecifiedLineTradeAgreement>
      <ram:SpecifiedLineTradeDelivery>
        <ram:BilledQuantity unitCode="C62">QUANTITY</ram:BilledQuantity>
      </ram:SpecifiedLineTradeDelivery>
      <ram:SpecifiedLineTradeSettlement>
        <ram:ApplicableTradeTax>
          <ram:TypeCode>VAT</ram:TypeCode>
          <ram:CategoryCode>S</ram:CategoryCode>
          <ram:RateApplicablePercent>19</ram:RateApplicablePercent>
        </ram:ApplicableTradeTax>
        <ram:SpecifiedTradeSettlementLineMonetarySummation>
          <ram:LineTotalAmount>NET</ram:LineTotalAmount>
        </ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement>
    </ram:IncludedSupplyChainTradeLineItem>
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty>
        <ram:Name>Seller</ram:Name>
        <ram:PostalTradeAddress><ram:CountryID>CY</ram:CountryID></ram:PostalTradeAddress>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">CY12345678A</ram:ID></ram:SpecifiedTaxRegistration>
      </ram:SellerTradeParty>
      <ram:BuyerTradeParty>
        <ram:Name>Buyer</ram:Name>
        <ram:PostalTradeAddress><ram:CountryID>CY</ram:CountryID></ram:PostalTradeAddress>
      </ram:BuyerTradeParty>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery/>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>CURRENCY</ram:InvoiceCurrencyCode>
      <ram:ApplicableTradeTax>
        <ram:CalculatedAmount>VAT-AMOUNT</ram:CalculatedAmount>
        <ram:TypeCode>VAT</ram:TypeCode>
        <ram:BasisAmount>TAXABLE</ram:BasisAmount>
        <ram:CategoryCode>S</ram:CategoryCode>
        <ram:RateApplicablePercent>19</ram:RateApplicablePercent>
      </ram:ApplicableTradeTax>
      <ram:SpecifiedTradePaymentTerms>
        <ram:DueDateDateTime><udt:DateTimeString format="102">20261229</udt:DateTimeString></ram:DueDateDateTime>
      </ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:LineTotalAmount>NET</ram:LineTotalAmount>
        <ram:TaxBasisTotalAmount>NET</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="CURRENCY">VAT-AMOUNT</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>GROSS</ram:GrandTotalAmount>
        <ram:DuePayableAmount>GROSS</ram:DuePayableAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
XML

cat >Judges.java <<'JAVA'
import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.peppol.PeppolValidation;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import com.helger.xml.serialize.read.DOMReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

class Judges {
  private static final ValidationExecutorSetRegistry<IValidationSourceXML> RULES =
      new ValidationExecutorSetRegistry<>();

  public static void main(String[] arguments) throws Exception {
    EN16931Validation.initEN16931(RULES);
    PeppolValidation.initStandard(RULES);
    System.out.println("invoice | UBL | Peppol | CII");
    judge("right", "EUR", "5.00", "5.00", "0.95", "5.95", "1");
    judge("no VAT", "EUR", "5.00", "5.00", "0.00", "5.00", "1");
    judge("VAT twice", "EUR", "5.00", "5.00", "1.94", "6.94", "1");
    judge("VAT off by 1.00", "EUR", "5.00", "5.00", "1.95", "6.95", "1");
    judge("minus VAT", "EUR", "5.00", "5.00", "-0.95", "4.05", "1");
    judge("taxable 4.01", "EUR", "5.00", "4.01", "0.95", "5.95", "1");
    judge("three of them", "EUR", "5.00", "5.00", "0.95", "5.95", "3");
    judge("right, in dinars", "KWD", "5.005", "5.005", "0.951", "5.956", "1");
  }

  private static void judge(String what, String currency, String net, String taxable, String vat, String gross,
      String quantity) throws Exception {
    var line = new StringBuilder(what);
    for (var judge : new String[][] {
        {"eu.cen.en16931:ubl:1.3.16", "ubl.xml"}, {"eu.peppol.bis3:invoice:2026.5", "ubl.xml"},
        {"eu.cen.en16931:cii:1.3.16", "cii.xml"}}) {
      String xml = Files.readString(Path.of(judge[1])).replace("CURRENCY", currency).replace("NET", net)
          .replace("TAXABLE", taxable).replace("VAT-AMOUNT", vat).replace("GROSS", gross).replace("QUANTITY", quantity);
      var results = ValidationExecutionManager.executeValidation(IValidityDeterminator.createDefault(),
          RULES.getOfID(DVRCoordinate.parseOrNull(judge[0])),
          ValidationSourceXML.create("invoice", DOMReader.readXMLDOM(xml)));
      var refusals = new TreeSet<String>();
      for (var result : results) {
        for (var error : result.getErrorList()) {
          refusals.add(error.getErrorID() == null ? "" + error : error.getErrorID());
        }
      }
      line.append(" | ").append(refusals.isEmpty() ? "valid"
          : refusals.size() < 3 ? String.join(", ", refusals)
          : refusals.size() + " rules, " + refusals.first() + " ...");
    }
    System.out.println(line);
  }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Judges.java 2>java.log | tee seen.txt
cat >expected.txt <<'END'
invoice | UBL | Peppol | CII
right | valid | valid | valid
no VAT | valid | valid | valid
VAT twice | valid | valid | valid
VAT off by 1.00 | BR-CO-17, BR-S-09 | BR-CO-17, BR-S-09 | BR-S-09
minus VAT | valid | valid | valid
taxable 4.01 | valid | valid | BR-S-08
three of them | valid | PEPPOL-EN16931-R120 | valid
right, in dinars | 11 rules, BR-CO-10 ... | 11 rules, BR-CO-10 ... | 13 rules, BR-CO-10 ...
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi

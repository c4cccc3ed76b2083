#!/usr/bin/env bash
# What is to be paid by an e-invoice that is paid already, or in part, read by a library.
#
# Packages   Mustang's library 2.25.0, phive-rules-en16931 4.3.7 (EN 16931 1.3.16), phive-xml 12.0.3 (Maven), none changed
# Input      five invoices (CII) that the official rules find valid: one as it is mostly, one whose amount was paid by card, one
#            with a deposit, one rounded to 0.05 for cash, and one in dollars that tells its VAT in euros too, as a seller of
#            the European Union has to; read by ZUGFeRDImporter and by extractInvoice(), and written again by Mustang
# Guess      getAmount(), "the total payable amount" by its documentation and beside getDueDate(), is what is to be paid
#            (BT-115); an invoice that is read and written again says what it said
# Seen       getAmount() is the invoice's total (BT-112), whatever was paid of it: who transfers it pays a paid invoice again.
#            getDuePayable() of a CalculatedInvoice is right. Written again, each has its payment terms twice and is refused by
#            the rules for it (CII-SR-452), and the dollars' one is without its VAT in euros (BT-111)
#
# Needs bash, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
get() { # folder, dependencies as group:artifact:version
  mkdir "$1"
  {
    echo "<project xmlns='http://maven.apache.org/POM/4.0.0'><modelVersion>4.0.0</modelVersion>"
    echo "<groupId>findings</groupId><artifactId>invoice-amount-$1</artifactId><version>1</version><dependencies>"
    printf '%s\n' "${@:2}" | sed -E 's|(.*):(.*):(.*)|<dependency><groupId>\1</groupId><artifactId>\2</artifactId><version>\3</version></dependency>|'
    echo "</dependencies></project>"
  } >"$1/pom.xml"
  mvn -B -q -f "$1/pom.xml" dependency:copy-dependencies -DoutputDirectory=. >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }
}
get mustang org.mustangproject:library:2.25.0 org.slf4j:slf4j-nop:2.0.17
get phive com.helger.phive.rules:phive-rules-en16931:4.3.7 com.helger.phive:phive-xml:12.0.3 \
  org.glassfish.jaxb:jaxb-runtime:4.0.6 org.slf4j:slf4j-nop:2.0.17

invoice() { # name, currency, net, VAT, total, further totals, due, currency of VAT, VAT in it
  cat >"$1.xml" <<XML
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
        <ram:NetPriceProductTradePrice><ram:ChargeAmount>$3</ram:ChargeAmount></ram:NetPriceProductTradePrice>
      </ram:SpecifiedLineTradeAgreement>
      <ram:SpecifiedLineTradeDelivery>
        <ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>
      </ram:SpecifiedLineTradeDelivery>
      <ram:SpecifiedLineTradeSettlement>
        <ram:ApplicableTradeTax>
          <ram:TypeCode>VAT</ram:TypeCode>
          <ram:CategoryCode>S</ram:CategoryCode>
          <ram:RateApplicablePercent>19</ram:RateApplicablePercent>
        </ram:ApplicableTradeTax>
        <ram:SpecifiedTradeSettlementLineMonetarySummation>
          <ram:LineTotalAmount>$3</ram:LineTotalAmount>
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
      ${8:+<ram:TaxCurrencyCode>$8</ram:TaxCurrencyCode>}
      <ram:InvoiceCurrencyCode>$2</ram:InvoiceCurrencyCode>
      <ram:ApplicableTradeTax>
        <ram:CalculatedAmount>$4</ram:CalculatedAmount>
        <ram:TypeCode>VAT</ram:TypeCode>
        <ram:BasisAmount>$3</ram:BasisAmount>
        <ram:CategoryCode>S</ram:CategoryCode>
        <ram:RateApplicablePercent>19</ram:RateApplicablePercent>
      </ram:ApplicableTradeTax>
      <ram:SpecifiedTradePaymentTerms>
        <ram:DueDateDateTime><udt:DateTimeString format="102">20261229</udt:DateTimeString></ram:DueDateDateTime>
      </ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:LineTotalAmount>$3</ram:LineTotalAmount>
        <ram:TaxBasisTotalAmount>$3</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="$2">$4</ram:TaxTotalAmount>
        ${8:+<ram:TaxTotalAmount currencyID=\"$8\">$9</ram:TaxTotalAmount>}
        ${6:+$([[ $6 == Rounding* ]] && echo "<ram:${6%=*}>${6#*=}</ram:${6%=*}>")}
        <ram:GrandTotalAmount>$5</ram:GrandTotalAmount>
        ${6:+$([[ $6 == Rounding* ]] || echo "<ram:${6%=*}>${6#*=}</ram:${6%=*}>")}
        <ram:DuePayableAmount>$7</ram:DuePayableAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
XML
}
names=("to be paid" "paid by card" "with a deposit" "rounded" "in dollars")
invoice "to be paid" EUR 100.00 19.00 119.00 "" 119.00 "" ""
invoice "paid by card" EUR 100.00 19.00 119.00 TotalPrepaidAmount=119.00 0.00 "" ""
invoice "with a deposit" EUR 100.00 19.00 119.00 TotalPrepaidAmount=19.00 100.00 "" ""
invoice rounded EUR 99.98 19.00 118.98 RoundingAmount=0.02 119.00 "" ""
invoice "in dollars" USD 100.00 19.00 119.00 "" 119.00 EUR 16.37

cat >Read.java <<'JAVA'
import java.nio.file.*;
import java.util.regex.*;
import java.util.stream.Collectors;
import org.mustangproject.CalculatedInvoice;
import org.mustangproject.ZUGFeRD.*;

class Read {
  public static void main(String[] names) throws Exception {
    for (var name : names) {
      String xml = Files.readString(Path.of(name + ".xml"));
      var importer = new ZUGFeRDImporter();
      importer.setRawXML(xml.getBytes("UTF-8"));
      var reader = new ZUGFeRDInvoiceImporter();
      reader.fromXML(xml);
      var invoice = new CalculatedInvoice();
      reader.extractInto(invoice);
      var writer = new ZUGFeRD2PullProvider();
      writer.setProfile(Profiles.getByName("EN16931"));
      writer.generateXML(reader.extractInvoice());
      Files.write(Path.of(name + " again.xml"), writer.getXML());
      System.out.println(due(xml) + "|" + importer.getAmount() + "|" + invoice.getDuePayable() + "|" + vat(xml) + "|"
          + vat(new String(writer.getXML(), "UTF-8")));
    }
  }

  private static String due(String xml) {
    return xml.replaceAll("(?s).*<ram:DuePayableAmount>(.*)</ram:DuePayableAmount>.*", "$1");
  }

  private static String vat(String xml) {
    return Pattern.compile("<ram:TaxTotalAmount currencyID=\"(...)\">([^<]*)<").matcher(xml).results()
        .map(each -> each.group(2) + " " + each.group(1)).collect(Collectors.joining(", "));
  }
}
JAVA
cat >Judge.java <<'JAVA'
import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.xml.source.*;
import com.helger.xml.serialize.read.DOMReader;
import java.nio.file.*;
import java.util.*;

class Judge {
  public static void main(String[] names) throws Exception {
    var rules = new ValidationExecutorSetRegistry<IValidationSourceXML>();
    EN16931Validation.initEN16931(rules);
    for (var name : names) {
      var judged = new StringJoiner("|");
      for (var file : new String[] {name + ".xml", name + " again.xml"}) {
        var refused = new TreeSet<String>();
        var results = ValidationExecutionManager.executeValidation(IValidityDeterminator.createDefault(),
            rules.getOfID(DVRCoordinate.parseOrNull("eu.cen.en16931:cii:1.3.16")),
            ValidationSourceXML.create(file, DOMReader.readXMLDOM(Files.readString(Path.of(file)))));
        for (var result : results) {
          result.getErrorList().forEach(error -> refused.add(error.getErrorID()));
        }
        judged.add(refused.isEmpty() ? "valid" : String.join(", ", refused));
      }
      System.out.println(judged);
    }
  }
}
JAVA
run() { # folder, class
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$1/*" "$2.java" "${names[@]}" 2>java.log || { cat java.log >&2; return 1; }
}
run mustang Read >read.txt
run phive Judge >judged.txt
{
  echo "invoice | due | getAmount() | getDuePayable() | VAT | rules | written again: VAT | rules"
  printf '%s\n' "${names[@]}" | paste -d'|' - read.txt judged.txt |
    awk -F'|' '{ print $1 " | " $2 " | " $3 " | " $4 " | " $5 " | " $7 " | " $6 " | " $8 }'
} | tee seen.txt
cat >expected.txt <<'END'
invoice | due | getAmount() | getDuePayable() | VAT | rules | written again: VAT | rules
to be paid | 119.00 | 119.00 | 119.00 | 19.00 EUR | valid | 19.00 EUR | CII-SR-452
paid by card | 0.00 | 119.00 | 0.00 | 19.00 EUR | valid | 19.00 EUR | CII-SR-452
with a deposit | 100.00 | 119.00 | 100.00 | 19.00 EUR | valid | 19.00 EUR | CII-SR-452
rounded | 119.00 | 118.98 | 119.00 | 19.00 EUR | valid | 19.00 EUR | CII-SR-452
in dollars | 119.00 | 119.00 | 119.00 | 19.00 USD, 16.37 EUR | valid | 19.00 USD | CII-SR-452
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi

#!/usr/bin/env bash
# What the request builders of the platform's Java SDK make of valid input.
#
# Package    braintree-java 3.52.0 (Maven), unchanged; nothing is sent, the builders are asked for their XML
# Input      an amount of one hundred whose zeros were stripped; options() asked for twice; a criterion of a search
#            set twice; a day in Los Angeles as the limit of a search for disputes
# Guess      100; both options; the criterion as it was set last; that day
# Seen       1E+2, an exponent, which a gateway need not take for an amount; the first option is forgotten without a
#            word; a text is sent twice, as two rules that contradict each other, while a list is replaced; the
#            instant in UTC, which is the day after
#
# Needs bash, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the package ..."
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>java-request-builders</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.braintreepayments.gateway</groupId><artifactId>braintree-java</artifactId><version>3.52.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >Builders.java <<'JAVA'
import com.braintreegateway.*;
import java.math.BigDecimal;
import java.util.*;

class Builders {
  public static void main(String[] arguments) {
    var hundred = new BigDecimal("100.00").stripTrailingZeros();
    print("amount", new TransactionRequest().amount(hundred).toXML());

    var sale = new TransactionRequest();
    sale.options().submitForSettlement(true).done();
    sale.options().skipCvv(true).done();
    print("options twice", sale.toXML());

    var search = new TransactionSearchRequest();
    search.orderId().is("first").orderId().is("second");
    search.status().in(Transaction.Status.SETTLED).status().in(Transaction.Status.VOIDED);
    print("criteria twice", search.toXML());

    var day = new GregorianCalendar(TimeZone.getTimeZone("America/Los_Angeles"));
    day.clear();
    day.set(2026, Calendar.NOVEMBER, 1, 20, 0);
    print("a day", new DisputeSearchRequest().receivedDate().greaterThanOrEqualTo(day).toXML());
  }

  private static void print(String what, String xml) {
    System.out.println(what + ": " + xml.replaceAll("<\\?.*?\\?>", "").replaceAll(">\\s+<", "><").strip());
  }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Builders.java 2>java.log | tee seen.txt
cat >expected.txt <<'END'
amount: <transaction><amount>1E+2</amount></transaction>
options twice: <transaction><options><skipCvv>true</skipCvv></options></transaction>
criteria twice: <search><order_id><is>first</is><is>second</is></order_id><status type="array"><item>VOIDED</item></status></search>
a day: <search><received_date><min type="datetime">2026-11-02T04:00:00Z</min></received_date></search>
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi

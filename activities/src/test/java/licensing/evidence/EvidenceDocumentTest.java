package licensing.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import licensing.evidence.EvidenceStore.Entry;
import licensing.purchase.PurchaseId;
import org.junit.jupiter.api.Test;

/**
 * The stored form and the hash: what was written years ago must be read, and verified, for good.
 */
class EvidenceDocumentTest {

  private static final UUID PURCHASE = UUID.fromString("30000000-0000-4000-8000-000000000001");
  private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000001");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.000001Z");

  private static final String STORED =
      """
      {"version":5,"purchase":"30000000-0000-4000-8000-000000000001",\
      "organization":"10000000-0000-4000-8000-000000000001",\
      "user":"20000000-0000-4000-8000-000000000001",\
      "order":{"offer":"MIGRATION","quantity":3,"unitPrice":"19.00 USD","total":"57.00 USD",\
      "periodDays":365,"autoRenew":false,"test":true,"subscribedAt":"2026-03-01T12:00:00.000001Z"},\
      "consent":{"termsVersion":1,"locale":"zh-CN","textHash":"h","givenAt":"2026-03-01T12:00:00.000001Z",\
      "notes":[{"heading":"授权不可撤销","text":"\\"许可证\\""}]},\
      "attempts":[{"number":1,"amount":"57.00 USD","state":"AUTHORIZED","reason":null,\
      "openedAt":"2026-03-01T12:00:00.000001Z","handedInAt":"2026-03-01T12:00:00.000001Z",\
      "chargingSince":"2026-03-01T12:00:00.000001Z","platformReference":"abc","card":"Visa ending in 1111",\
      "authorizedAt":"2026-03-01T12:00:00Z","capturedAt":"2026-03-01T12:00:00.000001Z",\
      "givenBack":null,"givenBackAt":null}],\
      "surplus":[{"attempt":1,"platformReference":"def","foundAt":"2026-03-01T12:00:00.000001Z",\
      "givenBack":"RELEASED","givenBackAt":"2026-03-01T12:00:00.000001Z"}],\
      "license":{"key":"MIG-1","quantity":3,"autoRenew":false,"startsAt":"2026-03-01T12:00:00Z",\
      "endsAt":"2027-03-01T12:00:00Z","suspendedAt":null,"suspendedReason":null,\
      "reinstatedAt":null},\
      "documents":[{"number":"2026-000017","kind":"INVOICE","hash":"h"}],\
      "supportActions":[{"action":"recheck now","operator":null,\
      "operatorId":"50000000-0000-4000-8000-000000000001","reason":"asked","versionSeen":2,\
      "actedAt":"2026-03-01T12:00:00.000001Z"}],\
      "reports":[{"kind":"dispute_opened","subject":"abc","occurredAt":"2026-03-01T12:00:00Z",\
      "receivedAt":"2026-03-01T12:00:00.000001Z"}],\
      "end":{"outcome":"LICENSED","reason":null,"at":"2026-03-01T12:00:00.000001Z"}}""";

  @Test
  void isStoredInThisFormForGood() {
    EvidenceDocument document = EvidenceDocument.read(STORED).orElseThrow();

    assertThat(document.toJson()).isEqualTo(STORED);
    assertThat(document.attempts().getFirst().authorizedAt())
        .isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
  }

  private static final String FOURTH =
      STORED.replace("\"version\":5", "\"version\":4").replace("\"test\":true,", "");

  /**
   * Documents of version 4 do not tell tests, those of version 3 no documents either, and those of
   * version 2 have names beside ids.
   */
  @Test
  void keepsTheFormsBeforeToTheByte() {
    String third =
        FOURTH.replace("\"version\":4", "\"version\":3").replaceAll("\"documents\":\\[[^]]*],", "");
    String second =
        third
            .replace("\"version\":3", "\"version\":2")
            .replace("\"operator\":null", "\"operator\":\"ann\"");

    assertThat(EvidenceDocument.read(FOURTH).orElseThrow().toJson()).isEqualTo(FOURTH);
    assertThat(EvidenceDocument.read(third).orElseThrow().toJson()).isEqualTo(third);
    assertThat(EvidenceDocument.read(second).orElseThrow().toJson()).isEqualTo(second);
  }

  /** What was written before operators had ids stays readable. */
  @Test
  void readsTheFormBeforeThat() {
    String first =
        FOURTH
            .replace("\"version\":4", "\"version\":1")
            .replaceAll("\"documents\":\\[[^]]*],", "")
            .replace("\"operator\":null", "\"operator\":\"ann\"")
            .replaceAll("\"operatorId\":\"[^\"]*\",", "");

    assertThat(EvidenceDocument.read(first).orElseThrow().supportActions())
        .singleElement()
        .satisfies(action -> assertThat(action.operator()).isEqualTo("ann"))
        .satisfies(action -> assertThat(action.operatorId()).isNull());
  }

  /** As {@code printf '%s' … | sha256sum} computes it. */
  @Test
  void isHashedInThisWayForGood() {
    Entry entry =
        Entry.hashed(
            ORGANIZATION,
            1,
            new PurchaseId(PURCHASE),
            1,
            NOON,
            "{\"a\":\"许\"}",
            Entry.NOTHING_BEFORE);

    assertThat(entry.hash())
        .isEqualTo("f0cc4737bc8c8a60045022fd3f2693720c52d93540d51fb95e80aca9a67bb5f7");
    assertThat(entry.isIntact()).isTrue();
  }

  @Test
  void readsNoDocumentFromAnythingElse() {
    for (String text : List.of("", "null", "{}", "[]", STORED.substring(1))) {
      assertThat(EvidenceDocument.read(text)).as(text).isEmpty();
    }
  }
}

package licensing.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import licensing.document.Document.Kind;
import licensing.document.Document.Party;
import licensing.document.Document.Tax;
import licensing.document.Document.Tax.Rule;
import licensing.payment.Money;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

class DocumentTest {

  @Test
  void readsAsItWasWritten() throws IOException {
    assertThat(text(Papers.pdf(Papers.electronic().get("domestic"))))
        .contains(
            "Invoice and receipt",
            "Cloud Console Ltd",
            "VAT ID IE6388047V",
            "Ó Súilleabháin & Sons <b>Ltd</b>",
            "Ireland",
            "2026-000017",
            "November 29, 2026 to November 28, 2027",
            "PO 4711/β",
            "Visa •••• 1111",
            "46.34 USD",
            "VAT 23 %",
            "10.66 USD",
            "57.00 USD",
            "Amount due",
            "0.00 USD",
            "version 1, SHA-256")
        .doesNotContain("#");
  }

  @Test
  void readsInChinese() throws IOException {
    assertThat(text(Papers.pdf(Papers.electronic().get("outside"))))
        .contains(
            "商业发票及收据",
            "株式会社東京・上海云计算有限公司",
            "中国",
            "2026年11月29日至2027年11月28日",
            "迁移许可证",
            "不在增值税征收范围内",
            "1,881.00 USD",
            "Straße des 17. Juni 135")
        .doesNotContain("#", "VAT", "IE6388047V");
  }

  /** As somebody finds it who looks for a word of it, or copies it. */
  @Test
  void readsInEachScript() throws IOException {
    for (Party buyer : Papers.SCRIPTS.values()) {
      String text = composed(text(Papers.pdf(paper(buyer))));
      for (String written : List.of(buyer.name(), buyer.address(), buyer.city())) {
        assertThat(text).contains(composed(written).split(" "));
      }
      assertThat(text).doesNotContain("#");
    }
  }

  @Test
  void setsRightToLeftAsItIsSeen() throws IOException {
    Party buyer = Papers.SCRIPTS.get("Arabic in Latin and Latin in Arabic");
    assertThat(seen(Papers.pdf(paper(buyer))))
        .contains("Acme 12 \u0629\u0643\u0631\u0634 Ltd")
        .contains("7 (West Bank) \u0644\u064A\u062E\u0646\u0644\u0627 \u064A\u062D")
        .contains("Riyadh \u0636\u0627\u064A\u0631\u0644\u0627 10623");
  }

  /** Of Arabic the last line would stand above the first, if all of it were turned at once. */
  @Test
  void breaksLinesBeforeItTurnsThem() throws IOException {
    Party buyer =
        Papers.buyer(
            "شركة الشرق الأوسط للتطوير والاستثمار العقاري والمقاولات العامة والتوريدات المساهمة",
            "SA",
            null);
    String text = text(Papers.pdf(paper(buyer)));
    assertThat(text).contains(buyer.name());
  }

  @Test
  void readsTheLargeFontForWhomItIsNeeded() {
    DocumentPdf pdf = new DocumentPdf();
    pdf.of(Papers.electronic().get("domestic"));
    pdf.of(paper(Papers.SCRIPTS.get("Thai, Lao and Khmer")));
    assertThat(pdf.chinese).isNull();
    pdf.of(Papers.electronic().get("outside"));
    assertThat(pdf.chinese).isNotNull();
  }

  /** Whoever writes in Latin letters pays for no other font. */
  @Test
  void hasTheFontsAloneThatItNeeds() throws IOException {
    assertThat(fonts(Papers.electronic().get("domestic"))).hasSize(1);
    assertThat(fonts(Papers.electronic().get("outside"))).hasSize(2);
    assertThat(fonts(paper(Papers.SCRIPTS.get("Hindi, Bengali and Gujarati"))))
        .containsExactlyInAnyOrder("Shaped-E000", "NotoSans-Regular");
  }

  @Test
  void saysThatItIsATest() throws IOException {
    Document test = Papers.electronic().get("test");
    assertThat(text(Papers.pdf(test)))
        .contains("TEST: Invoice and receipt", "TEST-2026-000017", "nothing was sold");
    assertThat(text(Papers.pdf(Papers.test(Papers.receipt("zh-CN"))))).contains("测试：收据", "未发生真实交易");
    for (byte[] xml : List.of(Papers.ubl(test), Papers.crossIndustry(test))) {
      assertThat(new String(xml, UTF_8)).contains("TEST: nothing was sold", "TEST-2026-000017");
    }
    assertThat(text(Papers.pdf(Papers.receipt("en")))).doesNotContain("TEST");
  }

  @Test
  void isAReceiptWithoutABuyersAddress() throws IOException {
    Document receipt = Papers.receipt("en");
    assertThat(receipt.kind()).isEqualTo(Kind.RECEIPT);
    assertThat(receipt.isElectronic()).isFalse();
    assertThat(text(Papers.pdf(receipt))).contains("Receipt", "云桥 GmbH").doesNotContain("Factur-X");
  }

  @Test
  void saysWhyACreditNoteDoesNotStand() throws IOException {
    assertThat(text(Papers.pdf(Papers.electronic().get("debit"))))
        .contains(
            "Debit note",
            "Of credit note 2026-000018 of November 29, 2026",
            "Paid on November 29, 2026",
            "The refund did not arrive");
    assertThat(text(Papers.pdf(Papers.electronic().get("debit outside"))))
        .contains("借项通知单", "退款未能到账");
  }

  @Test
  void isSmall() {
    Papers.electronic()
        .forEach((name, paper) -> assertThat(Papers.pdf(paper)).as(name).hasSizeLessThan(60_000));
  }

  @Test
  void isSoonDrawn() {
    Map<String, Document> papers = Papers.electronic();
    for (String name : List.of("domestic", "outside", "Arabic, Persian and Urdu")) {
      Document paper = papers.get(name);
      IntStream.range(0, 10).forEach(i -> Papers.pdf(paper));
      assertThat(fastest(paper)).as(name).isLessThan(Duration.ofMillis(150));
    }
  }

  /** By the processor's time, since other tests may have the processor meanwhile. */
  private static Duration fastest(Document paper) {
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    return Duration.ofNanos(
        IntStream.range(0, 7)
            .mapToLong(
                i -> {
                  long from = processor.getCurrentThreadCpuTime();
                  Papers.pdf(paper);
                  return processor.getCurrentThreadCpuTime() - from;
                })
            .min()
            .orElseThrow());
  }

  @Test
  void takesWhateverSomebodyWrote() throws IOException {
    String odd = "\u0000<script>alert('&')</script>\u202E ]]> مرحبا 😀 " + "W".repeat(940);
    Document paper =
        Papers.invoice(
            new Document.Party(odd, odd, "1", "X", "FR", null, null, null, "a@b.example"),
            Rule.STANDARD,
            "57.00 USD",
            3,
            "en");
    assertThat(text(Papers.pdf(paper))).contains("<script>alert('&')</script>");
    assertThat(new String(Papers.ubl(paper), UTF_8))
        .contains("\uFFFD&lt;script&gt;alert('&amp;')&lt;/script&gt;", "مرحبا 😀")
        .doesNotContain("\u0000");
  }

  @Test
  void taxIsTakenOutOfWhatIsPaid() {
    for (String percent : new String[] {"5.5", "19", "23", "25"}) {
      for (int cents = 1; cents < 3000; cents++) {
        Money total = Money.of(BigDecimal.valueOf(cents, 2), Currency.getInstance("EUR"));
        Tax tax = Tax.in(total, Rule.STANDARD, new BigDecimal(percent));
        assertThat(tax.net().add(tax.amount()).add(tax.rounding()))
            .isEqualByComparingTo(total.amount());
        assertThat(tax.rounding().abs()).isLessThanOrEqualTo(new BigDecimal("0.01"));
      }
    }
  }

  @Test
  void isStoredAsItIs() {
    Papers.electronic()
        .values()
        .forEach(paper -> assertThat(Document.read(paper.toJson())).isEqualTo(paper));
    assertThat(Papers.receipt("en").toJson())
        .startsWith(
            "{\"version\":1,\"number\":\"2026-000017\",\"issuedOn\":\"2026-11-29\",\"language\":\"en\"")
        .contains("\"total\":\"57.00 USD\"", "\"credited\":null");
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(read).replaceAll("\\s+", " ");
    }
  }

  private static Document paper(Party buyer) {
    return Papers.invoice(buyer, Rule.OUTSIDE, "57.00 USD", 3, "en");
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Each line from its left to its right, whatever it says. */
  private static String seen(byte[] pdf) throws IOException {
    SortedMap<Float, List<TextPosition>> lines = new TreeMap<>();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition letter) {
          lines.computeIfAbsent(letter.getY(), y -> new ArrayList<>()).add(letter);
        }
      }.getText(read);
    }
    return lines.values().stream()
        .map(
            line ->
                line.stream()
                    .sorted(Comparator.comparing(TextPosition::getX))
                    .map(TextPosition::getUnicode)
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  /** By name, without what tells subsets apart. */
  private static Set<String> fonts(Document document) throws IOException {
    Set<String> names = new HashSet<>();
    try (PDDocument read = Loader.loadPDF(Papers.pdf(document))) {
      PDResources resources = read.getPage(0).getResources();
      for (COSName font : resources.getFontNames()) {
        names.add(resources.getFont(font).getName().replaceFirst("^[A-Z]{6}\\+", ""));
      }
    }
    return names;
  }
}

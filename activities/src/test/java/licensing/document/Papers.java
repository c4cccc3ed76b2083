package licensing.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import licensing.document.Document.Consent;
import licensing.document.Document.Item;
import licensing.document.Document.Original;
import licensing.document.Document.Party;
import licensing.document.Document.Payment;
import licensing.document.Document.Tax;
import licensing.document.Document.Tax.Rule;
import licensing.offer.Offer;
import licensing.payment.Money;
import org.jspecify.annotations.Nullable;

/** One paper of each case, and what is made of it: for judges too, who come from elsewhere. */
public final class Papers {

  private static final DocumentPdf PDF = new DocumentPdf();

  static final Party SELLER =
      new Party(
          "Cloud Console Ltd",
          "1 Quay Street",
          "D01 X2Y3",
          "Dublin",
          "IE",
          "IE6388047V",
          "6388047V",
          "123456",
          "billing@console.example");
  static final Party DOMESTIC = buyer("Ó Súilleabháin & Sons <b>Ltd</b>", "IE", "IE9825613N");
  static final Party GERMAN = buyer("Müller Maschinenbau GmbH", "DE", "DE136695976");
  static final Party CHINESE = buyer("株式会社東京・上海云计算有限公司", "CN", null);

  /** Of buyers who write as they do at home, by the scripts of name, street and town. */
  static final Map<String, Party> SCRIPTS =
      scripts(
          "Arabic, Persian and Urdu",
          at("شركة النور للتجارة والمقاولات", "خیابان ولی‌عصر پلاک ۷", "لاہور ٹاؤن"),
          "Arabic in Latin and Latin in Arabic",
          at("Acme شركة 12 Ltd", "حي النخيل (West Bank) 7", "الرياض Riyadh"),
          "Hebrew, Thaana and Hebrew with its vowels",
          at("חברת אור בע״מ", "މަޖީދީ މަގު 12", "תֵּל־אָבִיב"),
          "Thai, Lao and Khmer",
          at("บริษัท ผู้นำเทคโนโลยี จำกัด", "ຖະໜົນລ້ານຊ້າງ ນ້ຳໃຈ", "ភ្នំពេញ ខ្មែរ"),
          "Korean, Japanese and signs of both",
          at("주식회사 한빛소프트웨어", "㈱ひかりソフト・ﾃｽﾄ㍿", "서울특별시 ①"),
          "Hindi, Bengali and Gujarati",
          at("हिन्दी प्रौद्योगिकी लिमिटेड", "কাজী নজরুল ইসলাম এভিনিউ ১২", "અમદાવાદ આશ્રમ"),
          "Punjabi, Odia and Sinhala",
          at("ਪੰਜਾਬ ਤਕਨਾਲੋਜੀ", "ଓଡ଼ିଶା ପ୍ରଯୁକ୍ତି", "ශ්‍රී ලංකා"),
          "Tamil, Telugu and Kannada",
          at("தமிழ்நாடு மென்பொருள்", "తెలుగు సాంకేతిక సంస్థ", "ಬೆಂಗಳೂರು ತಂತ್ರಜ್ಞಾನ"),
          "Malayalam, Burmese and Amharic",
          at("കേരള സാങ്കേതികവിദ്യ", "မြန်မာနည်းပညာကုမ္ပဏီ", "አዲስ አበባ"),
          "Armenian, Georgian and Vietnamese in parts",
          at("Հայկական Տեխնոլոգիաներ", "რუსთაველის გამზირი", "Ha\u0300 No\u0323\u0302i"));

  /** What a seller may be known by. */
  private static final Map<String, Party> SELLERS =
      Map.of(
          "a VAT id", known("IE6388047V", null, null),
          "a tax number", known(null, "6388047V", null),
          "a registration", known(null, null, "123456"));

  private Papers() {}

  /** By what is special about them; all of them electronic. */
  public static Map<String, Document> electronic() {
    Map<String, Document> papers = new LinkedHashMap<>();
    papers.put("domestic", invoice(DOMESTIC, Rule.STANDARD, "57.00 USD", 3, "en"));
    papers.put("rounded", invoice(DOMESTIC, Rule.STANDARD, "0.04 EUR", 1, "en"));
    papers.put("rounded up", invoice(DOMESTIC, Rule.STANDARD, "1900.03 EUR", 99, "en"));
    papers.put("reverse charge", invoice(GERMAN, Rule.REVERSE_CHARGE, "57.00 USD", 3, "en"));
    papers.put("outside", invoice(CHINESE, Rule.OUTSIDE, "1881.00 USD", 99, "zh-CN"));
    papers.put("without decimals", invoice(CHINESE, Rule.OUTSIDE, "1900 JPY", 1, "zh-CN"));
    papers.put("test", test(papers.get("reverse charge")));
    papers.put("credit", credit(papers.get("domestic"), "57.00 USD"));
    papers.put("credit of a part", credit(papers.get("reverse charge"), "19.01 USD"));
    papers.put("credit outside", credit(papers.get("outside"), "1881.00 USD"));
    papers.put("debit", debit(papers.get("credit"), "57.00 USD"));
    papers.put("debit of a part", debit(papers.get("credit of a part"), "19.01 USD"));
    papers.put("debit outside", debit(papers.get("credit outside"), "1881.00 USD"));
    SCRIPTS.forEach(
        (scripts, buyer) ->
            papers.put(scripts, invoice(buyer, Rule.OUTSIDE, "57.00 USD", 3, "en")));
    return papers;
  }

  /** Each tax that such a seller may have to do with, by what they are known by. */
  public static Map<String, Document> ofEachSeller() {
    Map<String, Document> papers = new LinkedHashMap<>();
    SELLERS.forEach(
        (by, seller) -> {
          if (seller.registration() == null) {
            papers.put(
                "domestic, by " + by,
                sold(seller, invoice(DOMESTIC, Rule.STANDARD, "57.00 USD", 3, "en")));
            papers.put(
                "reverse charge, by " + by,
                sold(seller, invoice(GERMAN, Rule.REVERSE_CHARGE, "57.00 USD", 3, "en")));
          }
          papers.put(
              "outside, by " + by,
              sold(seller, invoice(CHINESE, Rule.OUTSIDE, "57.00 USD", 3, "en")));
          papers.put(
              "no tax at home, by " + by,
              sold(seller, invoice(DOMESTIC, Rule.OUTSIDE, "57.00 USD", 3, "en")));
        });
    Map.of("DE", "DE136695976", "DK", "DK12345674", "GR", "EL123456789", "NL", "NL123456789B01")
        .forEach(
            (country, vatId) ->
                papers.put(
                    "domestic, in " + country,
                    sold(
                        buyer("Seller", country, vatId),
                        invoice(
                            buyer("Buyer", country, vatId), Rule.STANDARD, "57.00 EUR", 3, "en"))));
    return papers;
  }

  public static byte[] pdf(Document document) {
    return PDF.of(document);
  }

  public static byte[] crossIndustry(Document document) {
    return DocumentXml.crossIndustry(document);
  }

  public static byte[] ubl(Document document) {
    return DocumentXml.ubl(document);
  }

  /** The same, as what a test organization bought. */
  static Document test(Document of) {
    return like(of, Document.TEST + of.number(), of.seller());
  }

  private static Document sold(Party by, Document of) {
    return like(of, of.number(), by);
  }

  private static Document like(Document of, String number, Party seller) {
    return new Document(
        of.version(),
        number,
        of.issuedOn(),
        of.language(),
        seller,
        of.buyer(),
        of.orderNumber(),
        of.purchase(),
        of.item(),
        of.total(),
        of.tax(),
        of.payment(),
        of.consent(),
        of.credited(),
        of.debited());
  }

  /** To nobody in particular. */
  static Document receipt(String language) {
    return paper(
        Party.named("云桥 GmbH"), Rule.STANDARD, Money.parse("57.00 USD"), 3, language, null, null);
  }

  static Document invoice(Party buyer, Rule rule, String total, int quantity, String language) {
    return paper(buyer, rule, Money.parse(total), quantity, language, null, null);
  }

  private static Document credit(Document of, String total) {
    return following(of, total, Original.of(of), null);
  }

  private static Document debit(Document of, String total) {
    return following(of, total, null, Original.of(of));
  }

  private static Document following(
      Document of, String total, @Nullable Original credited, @Nullable Original debited) {
    return paper(
        of.buyer(),
        of.tax().rule(),
        Money.parse(total),
        of.item().quantity(),
        of.language(),
        credited,
        debited);
  }

  private static Document paper(
      Party buyer,
      Rule rule,
      Money total,
      int quantity,
      String language,
      @Nullable Original credited,
      @Nullable Original debited) {
    LocalDate day = LocalDate.of(2026, 11, 29);
    return new Document(
        Document.VERSION,
        credited == null ? (debited == null ? "2026-000017" : "2026-000019") : "2026-000018",
        day,
        language,
        SELLER,
        buyer,
        buyer.country() == null ? null : "PO 4711/β",
        UUID.fromString("090e8a45-6c1d-4f7e-9a54-0c51a1b2c3d4"),
        new Item(Offer.Kind.MIGRATION, quantity, false, day, day.plusDays(364)),
        total,
        Tax.in(total, rule, BigDecimal.valueOf(23)),
        new Payment(day, "k3v9x2ab", "Visa •••• 1111"),
        new Consent(1, "0f".repeat(32)),
        credited,
        debited);
  }

  private static Party known(
      @Nullable String vatId, @Nullable String taxNumber, @Nullable String registration) {
    return new Party(
        SELLER.name(),
        SELLER.address(),
        null,
        SELLER.city(),
        SELLER.country(),
        vatId,
        taxNumber,
        registration,
        SELLER.email());
  }

  static Party buyer(String name, String country, @Nullable String vatId) {
    return new Party(
        name,
        "Straße des 17. Juni 135",
        "10623",
        "Berlin",
        country,
        vatId,
        null,
        null,
        "ap@buyer.example");
  }

  private static Party at(String name, String street, String town) {
    return new Party(name, street, "10623", town, "AE", null, null, null, "ap@buyer.example");
  }

  private static Map<String, Party> scripts(Object... named) {
    Map<String, Party> parties = new LinkedHashMap<>();
    for (int i = 0; i < named.length; i += 2) {
      parties.put((String) named[i], (Party) named[i + 1]);
    }
    return parties;
  }
}

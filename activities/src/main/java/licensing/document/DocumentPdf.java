package licensing.document;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Collection;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.document.Document.Kind;
import licensing.document.Document.Original;
import licensing.document.Document.Party;
import licensing.document.Document.Tax;
import licensing.document.ShapedText.Glyphs;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Makes the paper that people read: PDF/A-3, to be kept for as long as papers are, with the same
 * for programs inside (Factur-X, profile EN 16931). Letters that no font has, such as emoji, are
 * shown as {@code #}; the XML has them.
 */
final class DocumentPdf {

  private static final String ATTACHMENT = "factur-x.xml";

  /** Of the style: the size of what people wrote, and the width of where it stands, in mm. */
  private static final double POINTS = 9.5;

  private static final double PARTY = 81;
  private static final double FACT = 118;
  private static final double POINTS_OF_A_MILLIMETER = 72 / 25.4;

  /**
   * Marks that turn the direction of what follows, or choose a form of what precedes, and letters
   * that mean what each agrees on: {@link ShapedText} takes those.
   */
  private static final Pattern NOT_SHOWN =
      Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\uFE00-\\uFE0F\\p{Co}]");

  private static final String STYLE =
      """
      @page { size: A4; margin: 20mm 20mm 18mm; }
      body { font-size: 9.5pt; line-height: 1.45; color: #1d2330;
        word-wrap: break-word; }
      h1 { font-size: 20pt; font-weight: normal; margin: 0 0 7mm; }
      table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 7mm; }
      td, th { vertical-align: top; text-align: left; font-weight: normal; padding: 1.6mm 4mm 1.6mm 0; }
      th, .small { color: #5a6478; font-size: 8.5pt; }
      .lines td, .lines th { border-bottom: 0.3mm solid #d5dae3; }
      .number { text-align: right; padding-right: 0; }
      .sum td { padding-top: 1mm; padding-bottom: 1mm; }
      .total td { font-size: 12pt; border-top: 0.3mm solid #1d2330; padding-top: 2mm; }
      .small { line-height: 1.5; }
      .seen { white-space: nowrap; }
      .test { border: 0.5mm solid #b42318; color: #b42318; font-size: 12pt; padding: 3mm; margin: 0 0 7mm; }
      """;

  /** Latin, Greek and Cyrillic. */
  private final TrueTypeFont latin = font("NotoSans");

  /** Read for the first paper that needs it: it takes eighteen megabytes. */
  @Nullable TrueTypeFont chinese;

  private final byte[] colors = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  DocumentPdf() {
    XRLog.setLoggingEnabled(false);
  }

  private static TrueTypeFont font(String name) {
    try (InputStream file = DocumentPdf.class.getResourceAsStream(name + ".ttf")) {
      if (file == null) {
        throw new IllegalStateException("the font is not in the jar: " + name);
      }
      return new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One at a time: fonts are read while they are drawn with. */
  synchronized byte[] of(Document document) {
    try (PDDocument pdf = new PDDocument()) {
      draw(document, pdf);
      if (document.isElectronic()) {
        describe(pdf);
        attach(document, pdf);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a file in memory is always written", e);
    }
  }

  private void draw(Document document, PDDocument pdf) throws IOException {
    Page page = new Page(document, new DocumentTexts(document), new ShapedText(this::width));
    String body = page.body();
    Map<String, PDFont> fonts = new LinkedHashMap<>();
    fonts.put("Latin", PDType0Font.load(pdf, latin, true));
    if (body.codePoints().anyMatch(DocumentPdf::isChinese)) {
      fonts.put("Chinese", PDType0Font.load(pdf, chinese(), true));
    }
    List<Glyphs> shaped = page.shaped().drawn();
    for (int from = 0; from < shaped.size(); from += ShapedFont.SIZE) {
      int until = Math.min(from + ShapedFont.SIZE, shaped.size());
      fonts.put(
          "Shaped" + from,
          new ShapedFont((char) (ShapedText.FIRST + from), shaped.subList(from, until)));
    }
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .usePDDocument(pdf)
            .usePdfAConformance(PdfAConformance.PDFA_3_U)
            .useColorProfile(colors)
            .withProducer("License purchase")
            .withHtmlContent(page.html(body, fonts.keySet()), null);
    fonts.forEach((name, font) -> builder.useFont(new PDFontSupplier(font), name));
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFKeepOpen();
    }
  }

  /** In thousandths of the font's size; of what no font has, that of what stands in its place. */
  private double width(int letter) {
    try {
      TrueTypeFont font = isChinese(letter) ? chinese() : latin;
      int glyph = font.getUnicodeCmapLookup().getGlyphId(letter);
      return glyph == 0 && letter != '#' ? width('#') : font.getAdvanceWidth(glyph);
    } catch (IOException e) {
      throw new UncheckedIOException("a font in memory is always read", e);
    }
  }

  private TrueTypeFont chinese() {
    if (chinese == null) {
      chinese = font("NotoSansSC");
    }
    return chinese;
  }

  /** The blocks of which the font has letters. */
  private static boolean isChinese(int letter) {
    return letter >= 0x3000 && letter <= 0x30FF
        || letter >= 0x4E00 && letter <= 0x9FFF
        || letter >= 0xFF00 && letter <= 0xFFEF;
  }

  /** Says in the file's own description that there is a Factur-X in it, and what that means. */
  private static void describe(PDDocument pdf) throws IOException {
    PDMetadata described = pdf.getDocumentCatalog().getMetadata();
    String xmp = new String(described.toByteArray(), StandardCharsets.UTF_8);
    String schemas = "<pdfaExtension:schemas>\\s*<rdf:Bag>";
    String said =
        xmp.replaceFirst(schemas, "$0" + FACTUR_X_SCHEMA)
            .replace("</rdf:RDF>", FACTUR_X + "</rdf:RDF>");
    pdf.getDocumentCatalog()
        .setMetadata(
            new PDMetadata(pdf, new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8))));
  }

  private static void attach(Document document, PDDocument pdf) throws IOException {
    byte[] xml = DocumentXml.crossIndustry(document);
    PDEmbeddedFile embedded =
        new PDEmbeddedFile(pdf, new ByteArrayInputStream(xml), COSName.FLATE_DECODE);
    embedded.setSubtype("text/xml");
    embedded.setSize(xml.length);
    Calendar issued = GregorianCalendar.from(document.issuedOn().atStartOfDay(ZoneOffset.UTC));
    embedded.setModDate(issued);
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile(ATTACHMENT);
    file.setFileUnicode(ATTACHMENT);
    file.setFileDescription("Factur-X");
    file.setEmbeddedFile(embedded);
    file.setEmbeddedFileUnicode(embedded);
    file.getCOSObject().setName("AFRelationship", "Alternative");
    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of(ATTACHMENT, file));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
    names.setEmbeddedFiles(files);
    pdf.getDocumentCatalog().setNames(names);
    COSArray associated = new COSArray();
    associated.add(file);
    pdf.getDocumentCatalog().getCOSObject().setItem(COSName.AF, associated);
  }

  /** What stands on the paper, from top to bottom. */
  private record Page(Document document, DocumentTexts texts, ShapedText shaped) {

    String html(String body, Collection<String> fonts) {
      return """
      <html lang="%s"><head><title>%s</title><style>%s body { font-family: %s; }</style></head>
      <body>%s</body></html>
      """
          .formatted(
              safe(document.language()),
              safe(texts.kind() + " " + document.number()),
              STYLE,
              String.join(", ", fonts),
              body);
    }

    String body() {
      return """
      <h1>%s</h1>%s
      <table><tr><th>%s</th><th>%s</th></tr><tr><td>%s</td><td>%s</td></tr></table>
      <table>%s</table>
      <table class="lines"><tr><th style="width: 55%%">%s</th><th class="number">%s</th><th class="number">%s</th></tr>
      <tr><td>%s<br/><span class="small">%s</span></td><td class="number">%s</td><td class="number">%s</td></tr></table>
      <table class="sum">%s</table>
      <p class="small">%s</p>
      """
          .formatted(
              safe(texts.kind()),
              document.isTest() ? "<p class=\"test\">" + safe(texts.say("test")) + "</p>" : "",
              safe(texts.say("seller")),
              safe(texts.say("buyer")),
              party(document.seller()),
              party(document.buyer()),
              facts(),
              safe(texts.say("what")),
              safe(texts.say("quantity")),
              safe(texts.say("net")),
              safe(texts.item()),
              safe(period()),
              safe(texts.number(BigDecimal.valueOf(document.item().quantity()), 0)),
              safe(texts.amount(document.tax().net())),
              sums(),
              notes());
    }

    private String party(Party party) {
      boolean taxed = document.tax().rule() != Tax.Rule.OUTSIDE;
      return Stream.of(
              party.name(),
              party.address(),
              town(party),
              party.country() == null ? null : texts.country(party.country()),
              taxed ? named("vatid", party.vatId()) : null,
              named("taxnumber", party.taxNumber()),
              named("registration", party.registration()),
              party.email())
          .flatMap(Stream::ofNullable)
          .filter(line -> !line.isBlank())
          .map(line -> written(line, PARTY))
          .collect(Collectors.joining("<br/>"));
    }

    private static String town(Party party) {
      return Stream.of(party.postcode(), party.city())
          .flatMap(Stream::ofNullable)
          .collect(Collectors.joining(" "));
    }

    private @Nullable String named(String key, @Nullable String id) {
      return id == null ? null : texts.say(key, id);
    }

    private String facts() {
      Original about = document.about();
      String original =
          about == null
              ? null
              : texts.say("credited.of", about.number(), texts.date(about.issuedOn()));
      return fact("number", document.number())
          + fact("issued", texts.date(document.issuedOn()))
          + fact(document.debited() == null ? "credited" : "debited", original)
          + fact("ordernumber", document.orderNumber())
          + fact("purchase", document.purchase().toString())
          + fact("card", texts.card())
          + fact("reference", document.payment().reference());
    }

    private String fact(String key, @Nullable String value) {
      return value == null || value.isBlank()
          ? ""
          : "<tr class=\"sum\"><th style=\"width: 28%%\">%s</th><td>%s</td></tr>"
              .formatted(safe(texts.say(key)), written(value, FACT));
    }

    private String period() {
      return texts.say(
          "period", texts.date(document.item().from()), texts.date(document.item().until()));
    }

    private String sums() {
      Tax tax = document.tax();
      String percent = texts.number(tax.percent(), tax.percent().stripTrailingZeros().scale());
      boolean charged = tax.rule() == Tax.Rule.STANDARD;
      boolean returned = document.kind() == Kind.CREDIT_NOTE;
      return sum(
              "",
              texts.say("tax." + tax.rule(), percent),
              charged ? texts.amount(tax.amount()) : "")
          + (tax.rounding().signum() == 0
              ? ""
              : sum("", texts.say("rounding"), texts.amount(tax.rounding())))
          + sum("total", texts.say("total"), texts.amount(document.total().amount()))
          + sum(
              "",
              texts.say(returned ? "returned" : "paid", texts.date(document.payment().paidOn())),
              texts.amount(document.total().amount()))
          + sum("", texts.say("due"), texts.amount(BigDecimal.ZERO));
    }

    private static String sum(String kind, String what, String amount) {
      return "<tr class=\"%s\"><td style=\"width: 70%%\">%s</td><td class=\"number\">%s</td></tr>"
          .formatted(kind, safe(what), safe(amount));
    }

    private String notes() {
      String remarks = safe(texts.remarks());
      return document.isElectronic() ? remarks + "<br/>" + safe(texts.say("attached")) : remarks;
    }

    /** What somebody wrote, in whatever script, in a column so many millimeters wide. */
    private String written(String text, double width) {
      String composed = Normalizer.normalize(NOT_SHOWN.matcher(text).replaceAll(""), Form.NFC);
      if (!ShapedText.isIn(composed)) {
        return safe(composed);
      }
      double units = width * POINTS_OF_A_MILLIMETER / POINTS * ShapedText.EM;
      return shaped.lines(composed.strip().replaceAll("\\s+", " "), units).stream()
          .map(line -> "<span class=\"seen\">" + safe(line) + "</span>")
          .collect(Collectors.joining("<br/>"));
    }

    /** Text and nothing else. */
    private static String safe(String text) {
      return DocumentXml.allowed(text)
          .replace("&", "&amp;")
          .replace("<", "&lt;")
          .replace(">", "&gt;")
          .replace("\"", "&quot;");
    }
  }

  private static final String FACTUR_X =
      """
      <rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
        <fx:DocumentType>INVOICE</fx:DocumentType>
        <fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
        <fx:Version>1.0</fx:Version>
        <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
      </rdf:Description>
      """;

  private static final String FACTUR_X_SCHEMA =
      """
      <rdf:li rdf:parseType="Resource">
          <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
          <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
          <pdfaSchema:prefix>fx</pdfaSchema:prefix>
          <pdfaSchema:property><rdf:Seq>
            <rdf:li rdf:parseType="Resource"><pdfaProperty:name>DocumentFileName</pdfaProperty:name>
              <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
              <pdfaProperty:description>name of the embedded XML invoice file</pdfaProperty:description></rdf:li>
            <rdf:li rdf:parseType="Resource"><pdfaProperty:name>DocumentType</pdfaProperty:name>
              <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
              <pdfaProperty:description>INVOICE</pdfaProperty:description></rdf:li>
            <rdf:li rdf:parseType="Resource"><pdfaProperty:name>Version</pdfaProperty:name>
              <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
              <pdfaProperty:description>The actual version of the Factur-X XML schema</pdfaProperty:description></rdf:li>
            <rdf:li rdf:parseType="Resource"><pdfaProperty:name>ConformanceLevel</pdfaProperty:name>
              <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
              <pdfaProperty:description>The conformance level of the embedded Factur-X data</pdfaProperty:description></rdf:li>
          </rdf:Seq></pdfaSchema:property>
      </rdf:li>
      """;
}

package licensing.document;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import licensing.document.ShapedText.Glyphs;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType3Font;

/**
 * A font of one paper, made of what {@link ShapedText} drew for it. Of Type 3, the only one whose
 * letters may each be any drawing with any text: a syllable is found and copied as it was written.
 */
final class ShapedFont extends PDType3Font {

  /** A code has one byte. */
  static final int SIZE = 256;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static final String TEXTS =
      """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <00> <FF>
      endcodespacerange
      %sendcmap
      CMapName currentdict /CMap defineresource pop
      end
      end
      """;

  private final char first;
  private final int size;

  /**
   * @param first the letter by which the renderer knows the first of them
   */
  ShapedFont(char first, List<Glyphs> glyphs) throws IOException {
    super(dictionary("Shaped-" + HEX.toHexDigits(first), glyphs));
    this.first = first;
    this.size = glyphs.size();
  }

  @Override
  protected byte[] encode(int unicode) {
    int code = unicode - first;
    if (code < 0 || code >= size) {
      throw new IllegalArgumentException("not of this font: U+" + Integer.toHexString(unicode));
    }
    return new byte[] {(byte) code};
  }

  /** Operators of PDF that draw a letter. They have whole units, of which none is seen. */
  static String drawing(int width, Shape outline) {
    Rectangle box = outline.getBounds();
    StringBuilder path = new StringBuilder();
    add(path, "d1", width, 0, box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    double[] to = new double[6];
    double x = 0;
    double y = 0;
    for (PathIterator parts = outline.getPathIterator(null); !parts.isDone(); parts.next()) {
      int kind = parts.currentSegment(to);
      switch (kind) {
        case PathIterator.SEG_MOVETO -> add(path, "m", to[0], to[1]);
        case PathIterator.SEG_LINETO -> add(path, "l", to[0], to[1]);
        case PathIterator.SEG_QUADTO -> // PDF has cubic curves alone.
            add(
                path,
                "c",
                x + (to[0] - x) * 2 / 3,
                y + (to[1] - y) * 2 / 3,
                to[2] + (to[0] - to[2]) * 2 / 3,
                to[3] + (to[1] - to[3]) * 2 / 3,
                to[2],
                to[3]);
        case PathIterator.SEG_CUBICTO -> add(path, "c", to);
        default -> path.append("h\n");
      }
      int last = kind == PathIterator.SEG_CUBICTO ? 4 : kind == PathIterator.SEG_QUADTO ? 2 : 0;
      x = to[last];
      y = to[last + 1];
    }
    return path.append("f").toString();
  }

  private static void add(StringBuilder path, String operator, double... numbers) {
    for (double number : numbers) {
      path.append(Math.round(number)).append(' ');
    }
    path.append(operator).append('\n');
  }

  private static COSDictionary dictionary(String name, List<Glyphs> glyphs) throws IOException {
    COSDictionary drawings = new COSDictionary();
    COSArray differences = new COSArray();
    COSArray widths = new COSArray();
    StringBuilder texts = new StringBuilder();
    differences.add(COSInteger.ZERO);
    for (int code = 0; code < glyphs.size(); code++) {
      Glyphs drawn = glyphs.get(code);
      COSName drawing = COSName.getPDFName("g" + code);
      differences.add(drawing);
      widths.add(COSInteger.get(drawn.width()));
      drawings.setItem(drawing, stream(drawn.drawing()));
      texts.append(
          "1 beginbfchar\n<%s> <%s>\nendbfchar\n"
              .formatted(
                  HEX.toHexDigits((byte) code),
                  HEX.formatHex(drawn.reads().getBytes(StandardCharsets.UTF_16BE))));
    }
    COSDictionary encoding = new COSDictionary();
    encoding.setItem(COSName.TYPE, COSName.ENCODING);
    encoding.setItem(COSName.DIFFERENCES, differences);
    COSDictionary font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE3);
    font.setName(COSName.NAME, name);
    font.setItem(COSName.FONT_BBOX, box());
    font.setItem(COSName.FONT_MATRIX, perUnit());
    font.setItem(COSName.CHAR_PROCS, drawings);
    font.setItem(COSName.ENCODING, encoding);
    font.setInt(COSName.FIRST_CHAR, 0);
    font.setInt(COSName.LAST_CHAR, glyphs.size() - 1);
    font.setItem(COSName.WIDTHS, widths);
    font.setItem(COSName.RESOURCES, new COSDictionary());
    font.setItem(COSName.TO_UNICODE, stream(TEXTS.formatted(texts)));
    font.setItem(COSName.FONT_DESC, descriptor(name));
    return font;
  }

  /** Lines are as high as those of the plain font, whose measures these are. */
  private static PDFontDescriptor descriptor(String name) {
    PDFontDescriptor descriptor = new PDFontDescriptor(new COSDictionary());
    descriptor.getCOSObject().setItem(COSName.TYPE, COSName.FONT_DESC);
    descriptor.setFontName(name);
    descriptor.setSymbolic(true);
    descriptor.setFontBoundingBox(box());
    descriptor.setItalicAngle(0);
    descriptor.setAscent(1069);
    descriptor.setDescent(-293);
    descriptor.setCapHeight(714);
    descriptor.setStemV(80);
    return descriptor;
  }

  private static PDRectangle box() {
    return new PDRectangle(-ShapedText.EM, -ShapedText.EM, 4 * ShapedText.EM, 3 * ShapedText.EM);
  }

  private static COSArray perUnit() {
    COSArray matrix = new COSArray();
    matrix.setFloatArray(new float[] {1f / ShapedText.EM, 0, 0, 1f / ShapedText.EM, 0, 0});
    return matrix;
  }

  private static COSStream stream(String content) throws IOException {
    COSStream stream = new COSStream();
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(content.getBytes(StandardCharsets.US_ASCII));
    }
    return stream;
  }
}

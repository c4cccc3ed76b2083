package licensing.document;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text of one paper in scripts whose letters take form and place from their neighbours, or are read
 * from right to left. The renderer knows none of that: it sets one letter after the other. So lines
 * are broken here, and put into the order in which they are seen. What is drawn as one, as the JDK
 * shapes it (with HarfBuzz), is one letter to the renderer, from {@link #FIRST} on, of which {@link
 * ShapedFont} knows how it looks and what it reads.
 */
final class ShapedText {

  /** Of Unicode's private use area, of which nothing is drawn that somebody wrote. */
  static final char FIRST = '\uE000';

  private static final char LAST = '\uF8FF';

  /** The size of a font, as PDF has outlines and widths of letters. */
  static final int EM = 1000;

  private static final FontRenderContext EXACT = new FontRenderContext(null, false, true);

  /** Each beside the one that it is in the other direction. */
  private static final String MIRRORED = "()[]{}<>«»‹›（）［］｛｝＜＞「」『』【】〈〉《》";

  private static final Map<Script, Font> FONTS = new ConcurrentHashMap<>();

  private final IntToDoubleFunction plainWidth;
  private final Map<Glyphs, Character> letters = new LinkedHashMap<>();

  /**
   * @param plainWidth of a letter that the renderer draws itself, in thousandths of the font's size
   */
  ShapedText(IntToDoubleFunction plainWidth) {
    this.plainWidth = plainWidth;
  }

  /** Whether some of it is drawn from here. */
  static boolean isIn(String text) {
    return text.codePoints().anyMatch(letter -> Script.of(letter) != null);
  }

  /** What was drawn until now: the first is {@link #FIRST}. */
  List<Glyphs> drawn() {
    return List.copyOf(letters.keySet());
  }

  /**
   * The lines of a text, each in the order in which it is seen from left to right. All of it is
   * read in the direction of the first letter that has one.
   *
   * @param width that none exceeds, in thousandths of the font's size
   */
  List<String> lines(String text, double width) {
    List<Cell> cells = cells(text);
    // Thai has no spaces between words. The breaks of this language know them, and all others'.
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.of("th"));
    breaks.setText(text);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < cells.size(); ) {
      int fitting = fitting(cells, from, width);
      int next = fitting;
      while (next < cells.size() && next > from && !breaks.isBoundary(cells.get(next).from())) {
        next--;
      }
      next = next > from ? next : Math.max(fitting, from + 1);
      lines.add(asSeen(cells.subList(from, next)));
      from = next;
    }
    return lines;
  }

  /** The end of what fits; spaces at an end always do. */
  private static int fitting(List<Cell> cells, int from, double width) {
    double left = width;
    int until = from;
    while (until < cells.size()
        && (cells.get(until).isSpace() || cells.get(until).width() <= left)) {
      left -= cells.get(until).width();
      until++;
    }
    return until;
  }

  private static String asSeen(List<Cell> cells) {
    Cell[] line = cells.toArray(Cell[]::new);
    int end = line.length;
    while (end > 0 && line[end - 1].isSpace()) {
      end--;
    }
    byte[] levels = new byte[end];
    for (int i = 0; i < end; i++) {
      levels[i] = line[i].level();
    }
    Bidi.reorderVisually(levels, 0, line, 0, end);
    return Arrays.stream(line, 0, end).map(Cell::letter).collect(Collectors.joining());
  }

  private List<Cell> cells(String text) {
    Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    List<Cell> cells = new ArrayList<>();
    int until;
    for (int from = 0; from < text.length(); from = until) {
      int letter = text.codePointAt(from);
      byte level = (byte) bidi.getLevelAt(from);
      until = from + Character.charCount(letter);
      Script script = Script.of(letter);
      if (script != null) {
        while (until < text.length()
            && bidi.getLevelAt(until) == level
            && script.goesOnWith(text.charAt(until))) {
          until++;
        }
        shape(text.substring(from, until), script, level, from, cells);
      } else if (!isUnseen(letter)) {
        cells.add(new Cell(seen(letter, level), plainWidth.applyAsDouble(letter), level, from));
      }
    }
    return cells;
  }

  /** Marks that order or join others, which did so already. */
  private static boolean isUnseen(int letter) {
    return Character.getType(letter) == Character.FORMAT;
  }

  private static String seen(int letter, byte level) {
    int mirrored = level % 2 == 0 ? -1 : MIRRORED.indexOf(letter);
    return mirrored < 0
        ? Character.toString(letter)
        : String.valueOf(MIRRORED.charAt(mirrored ^ 1));
  }

  /**
   * What is drawn at once is known by the first letter that it is about. Marks have no width: they
   * go with what they stand at. Not so where one reads to the left: readers of PDF turn each word
   * around letter by letter, and would have the mark first.
   */
  private void shape(String text, Script script, byte level, int from, List<Cell> cells) {
    boolean leftwards = level % 2 == 1;
    GlyphVector shaped =
        font(script)
            .layoutGlyphVector(
                EXACT,
                text.toCharArray(),
                0,
                text.length(),
                leftwards ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT);
    SortedMap<Integer, List<Integer>> byLetter = new TreeMap<>();
    for (int glyph = 0; glyph < shaped.getNumGlyphs(); glyph++) {
      byLetter
          .computeIfAbsent(shaped.getGlyphCharIndex(glyph), letter -> new ArrayList<>())
          .add(glyph);
    }
    List<Integer> letters = new ArrayList<>();
    List<List<Integer>> glyphs = new ArrayList<>();
    List<Double> lefts = new ArrayList<>();
    byLetter.forEach(
        (letter, together) -> {
          Integer first =
              together.stream().filter(glyph -> advances(shaped, glyph)).findFirst().orElse(null);
          if (first == null && !leftwards && !letters.isEmpty()) {
            glyphs.getLast().addAll(together);
          } else {
            lefts.add(
                first != null
                    ? shaped.getGlyphPosition(first).getX()
                    : letters.isEmpty() ? 0 : lefts.getLast());
            letters.add(letters.isEmpty() ? 0 : letter);
            glyphs.add(together);
          }
        });
    double end = shaped.getGlyphPosition(shaped.getNumGlyphs()).getX();
    for (int i = 0; i < letters.size(); i++) {
      boolean isLast = i == letters.size() - 1;
      String read = text.substring(letters.get(i), isLast ? text.length() : letters.get(i + 1));
      // One ends where its neighbour begins, as kerning has moved that.
      double right =
          leftwards ? (i == 0 ? end : lefts.get(i - 1)) : (isLast ? end : lefts.get(i + 1));
      double left = lefts.get(i);
      int width = (int) Math.round(right - left);
      cells.add(drawn(shaped, glyphs.get(i), left, width, read, level, from + letters.get(i)));
    }
  }

  private Cell drawn(
      GlyphVector shaped,
      List<Integer> glyphs,
      double left,
      int width,
      String read,
      byte level,
      int from) {
    boolean known = glyphs.stream().allMatch(glyph -> shaped.getGlyphCode(glyph) != 0);
    GeneralPath outline = new GeneralPath();
    glyphs.forEach(glyph -> outline.append(shaped.getGlyphOutline(glyph), false));
    outline.transform(new AffineTransform(1, 0, 0, -1, -left, 0));
    Glyphs drawn = new Glyphs(read, width, ShapedFont.drawing(width, outline));
    Character letter = known ? letter(drawn) : null;
    return letter == null
        ? new Cell("#", plainWidth.applyAsDouble('#'), level, from)
        : new Cell(letter.toString(), width, level, from);
  }

  private @Nullable Character letter(Glyphs drawn) {
    if (!letters.containsKey(drawn) && letters.size() <= LAST - FIRST) {
      letters.put(drawn, (char) (FIRST + letters.size()));
    }
    return letters.get(drawn);
  }

  private static boolean advances(GlyphVector shaped, int glyph) {
    return shaped.getGlyphMetrics(glyph).getAdvanceX() > 0;
  }

  private static Font font(Script script) {
    return FONTS.computeIfAbsent(script, ShapedText::read);
  }

  private static Font read(Script script) {
    try (InputStream file =
        ShapedText.class.getResourceAsStream("scripts/" + script.font + ".ttf")) {
      if (file == null) {
        throw new IllegalStateException("the font is not in the jar: " + script.font);
      }
      return Font.createFont(Font.TRUETYPE_FONT, file).deriveFont((float) EM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the font cannot be read: " + script.font, e);
    }
  }

  /**
   * What is drawn at once.
   *
   * @param reads the letters in the order in which they are spoken
   * @param width in thousandths of the font's size
   * @param drawing as operators of PDF
   */
  record Glyphs(String reads, int width, String drawing) {}

  /** A letter of the renderer's, where in the text it is from, and in which direction it goes. */
  private record Cell(String letter, double width, byte level, int from) {

    boolean isSpace() {
      return letter.isBlank();
    }
  }

  /** Those with a font of their own, by the first and last of their letters. */
  private enum Script {
    ARABIC(
        "NotoSansArabic", 0x600, 0x6FF, 0x750, 0x77F, 0x870, 0x8FF, 0xFB50, 0xFDFF, 0xFE70, 0xFEFC),
    ARMENIAN("NotoSansArmenian", 0x530, 0x58F, 0xFB13, 0xFB17),
    BENGALI("NotoSansBengali", 0x980, 0x9FF),
    DEVANAGARI("NotoSansDevanagari", 0x900, 0x97F, 0xA8E0, 0xA8FF),
    ETHIOPIC("NotoSansEthiopic", 0x1200, 0x139F, 0x2D80, 0x2DDF, 0xAB01, 0xAB2E),
    GEORGIAN("NotoSansGeorgian", 0x10A0, 0x10FF, 0x1C90, 0x1CBF, 0x2D00, 0x2D2F),
    GUJARATI("NotoSansGujarati", 0xA80, 0xAFF),
    GURMUKHI("NotoSansGurmukhi", 0xA00, 0xA7F),
    HEBREW("NotoSansHebrew", 0x590, 0x5FF, 0xFB1D, 0xFB4F),
    KANNADA("NotoSansKannada", 0xC80, 0xCFF),
    KHMER("NotoSansKhmer", 0x1780, 0x17FF, 0x19E0, 0x19FF),
    /** With signs of China and Japan that the plain font of Chinese has not. */
    KOREAN(
        "NotoSansKR",
        0x1100,
        0x11FF,
        0x2190,
        0x21FF,
        0x2460,
        0x24FF,
        0x25A0,
        0x26FF,
        0x3100,
        0x33FF,
        0xAC00,
        0xD7A3),
    LAO("NotoSansLao", 0xE80, 0xEFF),
    MALAYALAM("NotoSansMalayalam", 0xD00, 0xD7F),
    MYANMAR("NotoSansMyanmar", 0x1000, 0x109F, 0xA9E0, 0xA9FF, 0xAA60, 0xAA7F),
    ORIYA("NotoSansOriya", 0xB00, 0xB7F),
    SINHALA("NotoSansSinhala", 0xD80, 0xDFF),
    TAMIL("NotoSansTamil", 0xB80, 0xBFF),
    TELUGU("NotoSansTelugu", 0xC00, 0xC7F),
    THAANA("NotoSansThaana", 0x780, 0x7BF),
    THAI("NotoSansThai", 0xE00, 0xE7F);

    private static final List<Script> ALL = List.of(values());

    private final String font;
    private final int[] bounds;

    Script(String font, int... bounds) {
      this.font = font;
      this.bounds = bounds;
    }

    static @Nullable Script of(int letter) {
      return ALL.stream().filter(script -> script.has(letter)).findFirst().orElse(null);
    }

    private boolean has(int letter) {
      for (int i = 0; i < bounds.length; i += 2) {
        if (bounds[i] <= letter && letter <= bounds[i + 1]) {
          return true;
        }
      }
      return false;
    }

    /** Its own letters, what joins or parts them, and the stops of India, which all there write. */
    boolean goesOnWith(char letter) {
      return has(letter)
          || letter == '\u200C'
          || letter == '\u200D'
          || letter == '\u0964'
          || letter == '\u0965';
    }
  }
}

package licensing.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import licensing.document.ShapedText.Glyphs;
import org.junit.jupiter.api.Test;

class ShapedTextTest {

  private static final double WIDE = 1e9;

  /** Letters that the renderer draws itself are half as wide as they are high. */
  private final ShapedText shaped = new ShapedText(letter -> 500);

  @Test
  void takesWhatTheRendererCannotDraw() {
    assertThat(ShapedText.isIn("Müller ООО Λόγος 株式会社東京 № 1 € „x“ \u200E")).isFalse();
    assertThat(List.of("ش", "א", "ก", "한", "हि", "㈱", "Ա", "ა")).allMatch(ShapedText::isIn);
  }

  @Test
  void joinsLettersByTheirNeighbours() {
    shaped.lines("ششش ش", WIDE);
    assertThat(shaped.drawn()).extracting(Glyphs::reads).containsOnly("ش").hasSize(4);
    shaped.lines("شش ش", WIDE);
    assertThat(shaped.drawn()).hasSize(4);
  }

  /** None of them is a row of letters: they are stacked, joined, or stand in another order. */
  @Test
  void drawsASyllableAtOnce() {
    for (String syllable :
        List.of("क्षि", "হি", "ที่", "ນ້ຳ", "ခ်", "ශ්‍රී", "ক্ষ", "க்", "ᄒ\u1161\u11AB")) {
      ShapedText one = new ShapedText(letter -> 500);
      one.lines(syllable, WIDE);
      assertThat(one.drawn().stream().map(Glyphs::reads).collect(Collectors.joining()))
          .isEqualTo(syllable);
      assertThat(one.drawn()).extracting(Glyphs::reads).hasSizeLessThan(syllable.length());
    }
  }

  /** Readers turn a word around letter by letter: what is one to them must not be two. */
  @Test
  void drawsMarksApartWhereOneReadsToTheLeft() {
    shaped.lines("דַּר", WIDE);
    shaped.lines("ދި", WIDE);
    assertThat(shaped.drawn()).extracting(Glyphs::reads).containsExactly("ד", "ַּ", "ר", "ދ", "ި");
    assertThat(shaped.drawn()).filteredOn(drawn -> drawn.width() == 0).hasSize(2);
  }

  @Test
  void turnsWhatReadsToTheLeft() {
    String line = read(shaped.lines("אב (12) Ltd ג", WIDE).getFirst());
    assertThat(line).isEqualTo("ג Ltd (12) בא");
    assertThat(read(shaped.lines("Ltd. אב (12) ג!", WIDE).getFirst())).isEqualTo("Ltd. ג (12) בא!");
  }

  @Test
  void breaksWhereAWordEnds() {
    assertThat(lines("אבג דהו אבג", 4_500)).containsExactly("והד גבא", "גבא");
    assertThat(lines("ผู้ผลิตเครื่องจักร", 5_000)).containsExactly("ผู้ผลิต", "เครื่องจักร");
    assertThat(lines("한".repeat(9), 4_600)).containsExactly("한한한한한", "한한한한");
    assertThat(lines("א".repeat(20), 2_000))
        .hasSizeGreaterThan(5)
        .allMatch(line -> !line.isEmpty());
    assertThat(lines("한", 1)).containsExactly("한");
  }

  @Test
  void marksWhatNoFontHas() {
    assertThat(lines("שלום 😀", WIDE)).containsExactly("😀 םולש");
    assertThat(lines("\u1CFF\u0530ש", WIDE).getFirst()).contains("#");
  }

  /** A paper that is made anew, after its worker died, is the same. */
  @Test
  void isTheSameEachTime() {
    ShapedText other = new ShapedText(letter -> 500);
    String text = "שלום हिन्दी شركة ที่";
    assertThat(other.lines(text, 3_000)).isEqualTo(shaped.lines(text, 3_000));
    assertThat(other.drawn()).isEqualTo(shaped.drawn());
  }

  private List<String> lines(String text, double width) {
    return shaped.lines(text, width).stream().map(this::read).toList();
  }

  private String read(String line) {
    List<Glyphs> drawn = shaped.drawn();
    return line.codePoints()
        .mapToObj(
            letter ->
                letter >= ShapedText.FIRST && letter < ShapedText.FIRST + drawn.size()
                    ? drawn.get(letter - ShapedText.FIRST).reads()
                    : Character.toString(letter))
        .collect(Collectors.joining());
  }
}

#!/usr/bin/env bash
# The Arabic name of a company on paper: in which order it is drawn, and whether it is found.
#
# Packages   openhtmltopdf-pdfbox and openhtmltopdf-rtl-support 1.0.10 (the latter's newest), openpdf 2.0.5 (Maven), fpdf2 2.8.9
#            with uharfbuzz 0.57.0, typst 0.15.0, pypdfium2 5.15.2 (PyPI), pdfkit 0.20.2, pdf-lib 1.17.1 with @pdf-lib/fontkit
#            1.1.1, and two fonts as they are published, @expo-google-fonts/noto-sans-arabic 0.4.3 and almarai 0.4.1 (npm)
# Input      "Company of Light" in Arabic, and a name of both directions, "Acme شركة 12 Ltd", drawn by each with what it has for
#            that switched on; what is drawn is read from left to right, and looked for, by pypdfium2 (PDFium, as Chrome has it)
# Guess      letters are joined, words stand as Unicode's bidirectional algorithm has them (the 12 to the left of the Arabic
#            word, as in a browser), and a word that is seen is found, whatever the font
# Seen       typst alone has both orders right with both fonts. openhtmltopdf, fpdf2 and pdfkit set the 12 to the right of the
#            Arabic word; pdfkit swaps the two words of the Arabic name, too; pdf-lib turns the Arabic name and leaves the mixed
#            one as it was typed, from the left. openpdf has the orders right, and with Almarai leaves out two of nine letters
#            without a word: the font has those letters, but no presentation forms of them. With Noto Sans Arabic, which draws
#            the dots of a letter as a glyph of their own, no word with dots but one is found in what fpdf2, pdfkit, pdf-lib and
#            typst wrote: dots read as control characters, spaces or the letter again. What presentation forms draw is found
#
# Needs bash, Python 3 with pip, Node with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python \
  fpdf2==2.8.9 uharfbuzz==0.57.0 typst==0.15.0 pypdfium2==5.15.2
npm install --silent --no-audit --no-fund --ignore-scripts pdfkit@0.20.2 pdf-lib@1.17.1 @pdf-lib/fontkit@1.1.1 \
  @expo-google-fonts/noto-sans-arabic@0.4.3 @expo-google-fonts/almarai@0.4.1 >npm.log
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>arabic-text</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.openhtmltopdf</groupId><artifactId>openhtmltopdf-pdfbox</artifactId><version>1.0.10</version>
    </dependency>
    <dependency>
      <groupId>com.openhtmltopdf</groupId><artifactId>openhtmltopdf-rtl-support</artifactId><version>1.0.10</version>
    </dependency>
    <dependency>
      <groupId>com.github.librepdf</groupId><artifactId>openpdf</artifactId><version>2.0.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

printf 'شركة النور\nAcme شركة 12 Ltd\n' >text.txt

cat >Papers.java <<'JAVA'
import com.lowagie.text.Document;
import com.lowagie.text.Font;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfWriter;
import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

class Papers {
  public static void main(String[] arguments) throws Exception {
    String[] lines = Files.readString(Path.of("text.txt")).strip().split("\n");
    XRLog.setLoggingEnabled(false);
    try (var out = Files.newOutputStream(Path.of("openhtmltopdf.pdf"))) {
      new PdfRendererBuilder()
          .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
          .useUnicodeBidiReorderer(new ICUBidiReorderer())
          .useFont(new File("font.ttf"), "Paper")
          .withHtmlContent("<html><head><style>@page { margin: 50pt } body { font: 20pt Paper } p { margin: 0 0 40pt }</style>"
              + "</head><body><p>" + String.join("</p><p>", lines) + "</p></body></html>", null)
          .toStream(out).run();
    }
    try (var out = Files.newOutputStream(Path.of("openpdf.pdf"))) {
      var document = new Document();
      var writer = PdfWriter.getInstance(document, out);
      document.open();
      var font = new Font(BaseFont.createFont("font.ttf", BaseFont.IDENTITY_H, true), 20);
      for (int i = 0; i < lines.length; i++) {
        var column = new ColumnText(writer.getDirectContent());
        column.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        column.setSimpleColumn(50, 650 - 60 * i, 545, 700 - 60 * i);
        column.addText(new Phrase(lines[i], font));
        column.go();
      }
      document.close();
    }
  }
}
JAVA
cat >papers.py <<'PY'
import sys

import fpdf
import typst

lines = open("text.txt", encoding="utf-8").read().strip().split("\n")
paper = fpdf.FPDF(unit="pt")
paper.add_page()
paper.add_font("Paper", fname="font.ttf")
paper.set_font("Paper", size=20)
paper.set_text_shaping(True)
for at, line in enumerate(lines):
    paper.set_xy(50, 60 + 60 * at)
    paper.cell(text=line)
paper.output("fpdf2.pdf")
with open("paper.typ", "w", encoding="utf-8") as paper:
    paper.write(f'#set page(margin: 50pt)\n#set text(font: "{sys.argv[1]}", size: 20pt, fallback: false)\n' + "\n\n".join(lines))
typst.compile("paper.typ", output="typst.pdf", font_paths=["."], ignore_system_fonts=True)
PY
cat >papers.mjs <<'JS'
import fs from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from 'pdf-lib';
import PDFKit from 'pdfkit';

const lines = fs.readFileSync('text.txt', 'utf8').trim().split('\n');
const kit = new PDFKit();
const written = new Promise((done) => kit.pipe(fs.createWriteStream('pdfkit.pdf')).on('finish', done));
kit.font('font.ttf').fontSize(20);
lines.forEach((line, at) => kit.text(line, 50, 60 + 60 * at));
kit.end();
await written;
const lib = await PDFDocument.create();
lib.registerFontkit(fontkit);
const font = await lib.embedFont(fs.readFileSync('font.ttf'), { subset: true });
const page = lib.addPage();
lines.forEach((line, at) => page.drawText(line, { font, size: 20, x: 50, y: 700 - 60 * at }));
fs.writeFileSync('pdf-lib.pdf', await lib.save());
JS
cat >seen.py <<'PY'
import itertools
import unicodedata

import pypdfium2
import pypdfium2.raw as pdfium


def letters(text):
    """Without spaces and whatever else is no letter, and of what is there twice in a row one."""
    text = [one for one in unicodedata.normalize("NFKC", text) if one.isalnum()]
    return "".join(one for one, _ in itertools.groupby(text))


names = "شركة النور", "Acme شركة 12 Ltd"
# From the left to the right, letter by letter.
orders = letters("رونلا ةكرش"), letters("Acme 12 ةكرش Ltd")
for writer in "openhtmltopdf", "openpdf", "fpdf2", "pdfkit", "pdf-lib", "typst":
    page = pypdfium2.PdfDocument(writer + ".pdf")[0]
    text = page.get_textpage()
    drawn = []
    for at in range(text.count_chars()):
        left, bottom, _, top = text.get_charbox(at, loose=True)
        drawn.append((left, (bottom + top) / 2, chr(pdfium.FPDFText_GetUnicode(text, at))))
    heights = [height for _, height, one in drawn if one.isalnum()]
    middle = (min(heights) + max(heights)) / 2
    said = []
    for name, order, first in (names[0], orders[0], True), (names[1], orders[1], False):
        line = "".join(one for _, height, one in sorted(drawn) if (height > middle) == first)
        missing = len(order) - len(letters(line))
        said.append("right" if letters(line) == order else f"without {missing} letters" if missing > 0 else "wrong")
    found = [word for word in ("شركة", "النور") if text.search(word).get_next()]
    print(f"{writer}: order {said[0]}, of both directions {said[1]}, {len(found)} of 2 words found")
PY
export PYTHONPATH=python PYTHONIOENCODING=utf-8
for font in "Noto Sans Arabic" Almarai; do
  echo "$font"
  cp node_modules/@expo-google-fonts/*/400Regular/"${font// /}_400Regular.ttf" font.ttf
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dfile.encoding=UTF-8 -cp 'java/*' Papers.java 2>java.log
  python3 papers.py "$font" 2>python.log
  node papers.mjs 2>node.log
  python3 seen.py
done | tee seen.txt
cat >expected.txt <<'END'
Noto Sans Arabic
openhtmltopdf: order right, of both directions wrong, 2 of 2 words found
openpdf: order right, of both directions right, 2 of 2 words found
fpdf2: order right, of both directions wrong, 0 of 2 words found
pdfkit: order wrong, of both directions wrong, 0 of 2 words found
pdf-lib: order right, of both directions wrong, 1 of 2 words found
typst: order right, of both directions right, 0 of 2 words found
Almarai
openhtmltopdf: order right, of both directions wrong, 2 of 2 words found
openpdf: order without 2 letters, of both directions right, 1 of 2 words found
fpdf2: order right, of both directions wrong, 2 of 2 words found
pdfkit: order wrong, of both directions wrong, 2 of 2 words found
pdf-lib: order right, of both directions wrong, 2 of 2 words found
typst: order right, of both directions right, 2 of 2 words found
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi

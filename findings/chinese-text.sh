#!/usr/bin/env bash
# Chinese words of a PDF, looked for in it.
#
# Packages   openhtmltopdf-pdfbox 1.1.65 with pdfbox 3.0.7, openpdf 2.0.5, veraPDF's validation-model-jakarta 1.30.2 (Maven),
#            fpdf2 2.8.9, reportlab 5.1.0, pypdf 7.1.0 (PyPI), pdfkit 0.20.2, pdf-lib 1.17.1 with @pdf-lib/fontkit 1.1.1 and
#            the font @expo-google-fonts/noto-sans-sc 0.4.3 (npm: Noto Sans SC as it is published), none changed
# Input      a line of an invoice, drawn with that font by each of them; read again by pypdf, as a search or a copy reads it
# Guess      what comes out is what went in, at the least of a valid PDF/A-3U, whose U says that all text is Unicode
# Seen       PDFBox, and so openhtmltopdf, writes other characters than it was given: the font has one glyph for a character
#            and for the radical that looks the same, and PDFBox names each glyph by the lowest code that has it. What is
#            drawn looks right and veraPDF calls it valid, but neither the word for amount nor that for user is found in
#            it, and of the seven wrong ones in the line NFKC repairs three. The other five write what they were given.
#            A font without the two blocks of radicals (U+2E80 to U+2FDF) does not have it
#
# Needs bash, Python 3 with pip, Node with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python fpdf2==2.8.9 reportlab==5.1.0 pypdf==7.1.0
npm install --silent --no-audit --no-fund --ignore-scripts \
  pdfkit@0.20.2 pdf-lib@1.17.1 @pdf-lib/fontkit@1.1.1 @expo-google-fonts/noto-sans-sc@0.4.3 >npm.log
cp node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf font.ttf
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>chinese-text</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.github.openhtmltopdf</groupId><artifactId>openhtmltopdf-pdfbox</artifactId><version>1.1.65</version>
    </dependency>
    <dependency>
      <groupId>org.apache.pdfbox</groupId><artifactId>pdfbox</artifactId><version>3.0.7</version>
    </dependency>
    <dependency>
      <groupId>com.github.librepdf</groupId><artifactId>openpdf</artifactId><version>2.0.5</version>
    </dependency>
    <dependency>
      <groupId>org.verapdf</groupId><artifactId>validation-model-jakarta</artifactId><version>1.30.2</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

# Invoice, amount, one year, user, long term, motorcade, page, contract.
printf '发票 金额 一年 用户 长期 车队 页 合同' >text.txt

cat >Papers.java <<'JAVA'
import com.lowagie.text.Document;
import com.lowagie.text.Font;
import com.lowagie.text.Paragraph;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfWriter;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

class Papers {
  public static void main(String[] arguments) throws Exception {
    String text = Files.readString(Path.of("text.txt"));
    XRLog.setLoggingEnabled(false);
    try (var out = Files.newOutputStream(Path.of("openhtmltopdf.pdf"))) {
      new PdfRendererBuilder()
          .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_U)
          .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
          .useFont(new File("font.ttf"), "Noto")
          .withHtmlContent("<html><head><title>Invoice</title></head><body style='font-family: Noto'>" + text
              + "</body></html>", null)
          .toStream(out).run();
    }
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(PDType0Font.load(document, new File("font.ttf")), 12);
        content.newLineAtOffset(50, 700);
        content.showText(text);
        content.endText();
      }
      document.save("pdfbox.pdf");
    }
    try (var out = Files.newOutputStream(Path.of("openpdf.pdf"))) {
      var document = new Document();
      PdfWriter.getInstance(document, out);
      document.open();
      document.add(new Paragraph(text, new Font(BaseFont.createFont("font.ttf", BaseFont.IDENTITY_H, true), 12)));
      document.close();
    }
    VeraGreenfieldFoundryProvider.initialise();
    try (var paper = Foundries.defaultInstance().createParser(new File("openhtmltopdf.pdf"), PDFAFlavour.PDFA_3_U);
        var judge = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_3_U, false)) {
      System.out.println("openhtmltopdf's as PDF/A-3U: " + (judge.validate(paper).isCompliant() ? "valid" : "not valid"));
    }
  }
}
JAVA
cat >papers.py <<'PY'
import fpdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

text = open("text.txt", encoding="utf-8").read()
paper = fpdf.FPDF()
paper.add_page()
paper.add_font("Noto", fname="font.ttf")
paper.set_font("Noto", size=12)
paper.cell(text=text)
paper.output("fpdf2.pdf")
pdfmetrics.registerFont(TTFont("Noto", "font.ttf"))
canvas = Canvas("reportlab.pdf")
canvas.setFont("Noto", 12)
canvas.drawString(50, 700, text)
canvas.save()
PY
cat >papers.mjs <<'JS'
import fs from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from 'pdf-lib';
import PDFKit from 'pdfkit';

const text = fs.readFileSync('text.txt', 'utf8');
const kit = new PDFKit();
const written = new Promise((done) => kit.pipe(fs.createWriteStream('pdfkit.pdf')).on('finish', done));
kit.font('font.ttf').text(text);
kit.end();
await written;
const lib = await PDFDocument.create();
lib.registerFontkit(fontkit);
const font = await lib.embedFont(fs.readFileSync('font.ttf'), { subset: true });
lib.addPage().drawText(text, { font, size: 12, x: 50, y: 700 });
fs.writeFileSync('pdf-lib.pdf', await lib.save());
JS
cat >read.py <<'PY'
import unicodedata

import pypdf

text = open("text.txt", encoding="utf-8").read()
print("given:", text)
for writer in ("openhtmltopdf", "pdfbox", "openpdf", "fpdf2", "reportlab", "pdfkit", "pdf-lib"):
    read = pypdf.PdfReader(writer + ".pdf").pages[0].extract_text().strip()
    wrong = [one for one, given in zip(read, text, strict=True) if one != given]
    left = [one for one, given in zip(unicodedata.normalize("NFKC", read), text, strict=True) if one != given]
    print(f"{writer}: " + (f"{len(wrong)} wrong, {len(left)} after NFKC: " + " ".join(f"U+{ord(one):X}" for one in wrong)
                           if wrong else "as given"))
PY
export PYTHONPATH=python PYTHONIOENCODING=utf-8
{
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dfile.encoding=UTF-8 -cp 'java/*' Papers.java 2>java.log
  python3 papers.py
  node papers.mjs
  python3 read.py
} | tee seen.txt
cat >expected.txt <<'END'
openhtmltopdf's as PDF/A-3U: valid
given: 发票 金额 一年 用户 长期 车队 页 合同
openhtmltopdf: 7 wrong, 4 after NFKC: U+2FA6 U+2F00 U+2F64 U+2F3E U+2ED3 U+2ECB U+2EDA
pdfbox: 7 wrong, 4 after NFKC: U+2FA6 U+2F00 U+2F64 U+2F3E U+2ED3 U+2ECB U+2EDA
openpdf: as given
fpdf2: as given
reportlab: as given
pdfkit: as given
pdf-lib: as given
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi

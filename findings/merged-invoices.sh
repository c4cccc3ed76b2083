#!/usr/bin/env bash
# Two e-invoices that were joined to one PDF, read again.
#
# Packages   Mustang's library 2.25.0 with pdfbox 3.0.8, openpdf 2.0.5, veraPDF's validation-model-jakarta 1.30.2 (Maven),
#            factur-x 7.8, pypdf 7.1.1, pikepdf 10.18.0 (PyPI), pdf-lib 1.17.1 (npm), none changed
# Input      two Factur-X invoices of one page, A of 119.00 and B of 297.50, valid PDF/A-3 (veraPDF) and valid by the XSD of
#            EN 16931 (factur-x); joined as each library joins PDFs, and read by the two readers
# Guess      both invoices are read, or neither, or one and the PDF is none of PDF/A-3 any more; two readers read the same
# Seen       PDFBox keeps both, and of its PDF Mustang reads the last invoice and factur-x the first: two programs pay two
#            amounts by one paper, and veraPDF alone objects. Where B's pages are added to A's document (PDFBox, pypdf,
#            pikepdf, pdf-lib) both read A alone, and the PDF/A-3 stays valid though it shows B too. A new document
#            of the pages (and PDFBox's mode that optimizes resources) has no invoice in it, without a word
#
# Needs bash, Python 3 with pip, Node with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python factur-x==7.8 pypdf==7.1.1 pikepdf==10.18.0
npm install --silent --no-audit --no-fund pdf-lib@1.17.1
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>merged-invoices</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.mustangproject</groupId><artifactId>library</artifactId><version>2.25.0</version>
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
run() { "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' "$@" 2>java.log || { cat java.log >&2; return 1; }; }

cat >Write.java <<'JAVA'
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.*;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.pdfbox.pdmodel.*;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.mustangproject.*;
import org.mustangproject.ZUGFeRD.*;

class Write {
  private static final String XMP = """
      <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
          <pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
        </rdf:Description>
      </rdf:RDF></x:xmpmeta>
      <?xpacket end="w"?>""";

  public static void main(String[] arguments) throws Exception {
    invoice("A", "100.00");
    invoice("B", "250.00");
  }

  private static void invoice(String number, String price) throws Exception {
    var day = new Date(1_800_000_000_000L);
    var invoice = new Invoice().setNumber(number).setIssueDate(day).setDeliveryDate(day).setDueDate(day).setCurrency("EUR")
        .setSender(new TradeParty("Seller", "Street 1", "10115", "Berlin", "DE").addVATID("DE123456789"))
        .setRecipient(new TradeParty("Buyer", "Street 2", "20095", "Hamburg", "DE"))
        .addItem(new Item(new Product("License", "", "C62", new BigDecimal(19)), new BigDecimal(price), BigDecimal.ONE));
    var exporter = new ZUGFeRDExporterFromPDFA().load(page()).setProducer("findings").setCreator("findings")
        .setZUGFeRDVersion(2).setProfile(Profiles.getByName("EN16931"));
    exporter.setTransaction(invoice);
    exporter.export(number + ".pdf");
  }

  private static byte[] page() throws IOException {
    try (var document = new PDDocument()) {
      document.setVersion(1.7f);
      var page = new PDPage();
      page.setResources(new PDResources());
      document.addPage(page);
      var metadata = new PDMetadata(document);
      metadata.importXMPMetadata(XMP.getBytes(StandardCharsets.UTF_8));
      document.getDocumentCatalog().setMetadata(metadata);
      var colors = new PDOutputIntent(document,
          new ByteArrayInputStream(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
      colors.setOutputConditionIdentifier("sRGB");
      document.getDocumentCatalog().addOutputIntent(colors);
      var out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }
}
JAVA
run Write.java

mkdir joined
cat >Join.java <<'JAVA'
import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfCopy;
import com.lowagie.text.pdf.PdfReader;
import java.io.File;
import java.io.FileOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.multipdf.PDFMergerUtility.DocumentMergeMode;

class Join {
  public static void main(String[] arguments) throws Exception {
    merge("A", "B", DocumentMergeMode.PDFBOX_LEGACY_MODE, "PDFBox, merge A and B");
    merge("B", "A", DocumentMergeMode.PDFBOX_LEGACY_MODE, "PDFBox, merge B and A");
    merge("A", "B", DocumentMergeMode.OPTIMIZE_RESOURCES_MODE, "PDFBox, merge optimized");
    try (var a = Loader.loadPDF(new File("A.pdf")); var b = Loader.loadPDF(new File("B.pdf"))) {
      a.importPage(b.getPage(0));
      a.save("joined/PDFBox, add to A.pdf");
    }
    var document = new Document();
    var copy = new PdfCopy(document, new FileOutputStream("joined/OpenPDF, new.pdf"));
    document.open();
    for (var each : new String[] {"A.pdf", "B.pdf"}) {
      copy.addPage(copy.getImportedPage(new PdfReader(each), 1));
    }
    document.close();
  }

  private static void merge(String first, String second, DocumentMergeMode mode, String name) throws Exception {
    var merger = new PDFMergerUtility();
    merger.setDocumentMergeMode(mode);
    merger.addSource(new File(first + ".pdf"));
    merger.addSource(new File(second + ".pdf"));
    merger.setDestinationFileName("joined/" + name + ".pdf");
    merger.mergeDocuments(null);
  }
}
JAVA
run Join.java
cat >join.py <<'PY'
import pikepdf
from pypdf import PdfWriter

for name, writer, sources in (("add to A", PdfWriter(clone_from="A.pdf"), ["B"]), ("new", PdfWriter(), ["A", "B"])):
    for source in sources:
        writer.append(f"{source}.pdf")
    writer.write(f"joined/pypdf, {name}.pdf")
for name, document, sources in (("add to A", pikepdf.open("A.pdf"), ["B"]), ("new", pikepdf.new(), ["A", "B"])):
    for source in sources:
        document.pages.extend(pikepdf.open(f"{source}.pdf").pages)
    document.save(f"joined/pikepdf, {name}.pdf")
PY
PYTHONPATH=python python3 join.py
cat >join.mjs <<'JS'
import fs from "node:fs";
import { PDFDocument } from "pdf-lib";

const load = (name) => PDFDocument.load(fs.readFileSync(`${name}.pdf`));
for (const [name, document, sources] of [["add to A", await load("A"), ["B"]], ["new", await PDFDocument.create(), ["A", "B"]]]) {
  for (const source of sources) {
    (await document.copyPages(await load(source), [0])).forEach((page) => document.addPage(page));
  }
  fs.writeFileSync(`joined/pdf-lib, ${name}.pdf`, await document.save());
}
JS
node join.mjs

cat >Read.java <<'JAVA'
import java.io.FileInputStream;
import org.apache.pdfbox.Loader;
import org.mustangproject.ZUGFeRD.ZUGFeRDImporter;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

class Read {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (var file : files) {
      var importer = new ZUGFeRDImporter(file);
      var read = importer.canParse() ? importer.getInvoiceID() + " " + importer.getAmount() : "none";
      System.out.println(read + "|" + judge(file));
    }
  }

  private static String judge(String file) throws Exception {
    var foundry = Foundries.defaultInstance();
    try (var parser = foundry.createParser(new FileInputStream(file))) {
      if (parser.getFlavours().isEmpty()) {
        return "not said to be";
      }
      return foundry.createValidator(PDFAFlavour.PDFA_3_B, false).validate(parser).isCompliant() ? "valid" : "invalid";
    }
  }
}
JAVA
cat >read.py <<'PY'
import logging
import sys

from facturx import get_xml_from_pdf
from lxml import etree
from pypdf import PdfReader

logging.disable()
for file in sys.argv[1:]:
    with open(file, "rb") as paper:
        name, xml = get_xml_from_pdf(paper, check_xsd=True)
    read = "none"
    if name:
        invoice = etree.fromstring(xml)
        number = invoice.xpath("string(//*[local-name()='ExchangedDocument']/*[local-name()='ID'])")
        amount = invoice.xpath("string(//*[local-name()='GrandTotalAmount'])")
        read = f"{number} {amount}"
    print(f"{len(PdfReader(file).pages)}|{read}")
PY
papers=(A.pdf B.pdf)
for library in PDFBox pypdf pikepdf pdf-lib OpenPDF; do
  papers+=("joined/$library, "*.pdf)
done
run Read.java "${papers[@]}" >java.txt
PYTHONPATH=python python3 read.py "${papers[@]}" >python.txt
{
  echo "paper | pages | Mustang reads | factur-x reads | PDF/A-3"
  printf '%s\n' "${papers[@]}" | sed 's/^joined.//; s/.pdf$//' | paste -d'|' - python.txt java.txt |
    awk -F'|' '{ print $1 " | " $2 " | " $4 " | " $3 " | " $5 }'
} | tee seen.txt
cat >expected.txt <<'END'
paper | pages | Mustang reads | factur-x reads | PDF/A-3
A | 1 | A 119.00 | A 119.00 | valid
B | 1 | B 297.50 | B 297.50 | valid
PDFBox, add to A | 2 | A 119.00 | A 119.00 | valid
PDFBox, merge A and B | 2 | B 297.50 | A 119.00 | invalid
PDFBox, merge B and A | 2 | A 119.00 | B 297.50 | invalid
PDFBox, merge optimized | 2 | none | none | not said to be
pypdf, add to A | 2 | A 119.00 | A 119.00 | valid
pypdf, new | 2 | none | none | not said to be
pikepdf, add to A | 2 | A 119.00 | A 119.00 | valid
pikepdf, new | 2 | none | none | not said to be
pdf-lib, add to A | 2 | A 119.00 | A 119.00 | valid
pdf-lib, new | 2 | none | none | not said to be
OpenPDF, new | 2 | none | none | not said to be
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi

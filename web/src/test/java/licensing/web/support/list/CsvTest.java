package licensing.web.support.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void quotesWhatWouldEndACellOrALine() {
    assertThat(Csv.line("a", null, 3, "b,c", "d\"e", "f\r\ng", " h "))
        .isEqualTo("a,,3,\"b,c\",\"d\"\"e\",\"f\r\ng\", h \r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\tx", "＝1", "＠x", "-", " =1"})
  void takesTheFormulaFromACell(String cell) {
    assertThat(Csv.line(cell)).isEqualTo("\"'" + cell + "\"\r\n");
  }

  @Test
  void takesTheFormulaFromACellThatBeginsWithinIt() {
    assertThat(Csv.line("x;=1+1", "x; =1", "x|@sum(1)", "x\t+1", "x;1=2"))
        .isEqualTo("\"x;'=1+1\",\"x;' =1\",\"x|'@sum(1)\",\"x\t'+1\",\"x;1=2\"\r\n");
    assertThat(Csv.line("=a\n=b", "\r=1")).isEqualTo("\"'=a\n'=b\",\"'\r'=1\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1", "19.00", "许可证", "purchase-1", "2026-03-01T12:00:00Z"})
  void leavesTextAsItIs(String cell) {
    assertThat(Csv.line(cell)).isEqualTo(cell + "\r\n");
  }
}

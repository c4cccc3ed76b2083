package licensing.web.support.list;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** The list and its file on a real database. */
@ConsoleTest
class SupportListTest {

  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)");

  @Autowired private MockMvc web;
  @Autowired private World world;

  @Test
  void everyPurchaseOfAnOrganizationIsReachedAndExported() throws Exception {
    var buyer = world.buyer();
    var bought = IntStream.range(0, 60).mapToObj(_ -> world.openPurchase(buyer)).toList();
    String address = "/support/purchases?q=" + buyer.organization().value();

    var pages = new StringBuilder();
    String page = answer(address).getContentAsString();
    for (var next = NEXT.matcher(page); next.find(); next = NEXT.matcher(page)) {
      pages.append(page);
      page = answer(next.group(1).replace("&amp;", "&")).getContentAsString();
    }
    pages.append(page);
    String file = answer(address.replace("purchases", "purchases.csv")).getContentAsString();

    assertThat(bought)
        .allSatisfy(purchase -> assertThat(pages).contains("/" + purchase.toString() + "\""))
        .allSatisfy(purchase -> assertThat(file).contains("\r\n" + purchase.toString() + ","));
  }

  @Test
  void aLicenseIsFoundByItsKey() throws Exception {
    var purchase = world.license(world.buyer(), Duration.ofDays(1));

    assertThat(answer("/support/purchases?q=" + World.keyOf(purchase)).getContentAsString())
        .contains("/support/purchases/" + purchase.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q=%00",
        "q=%C3%28",
        "q=%ED%A0%80",
        "q=%27%20or%201%3D1%20--",
        "q=%F0%9F%92%B3",
        "q=" + "1234567890123456789012345678901234567890",
        "q=a&q=b",
        "age=9999&unit=days",
        "from=before-0-0-00000000-0000-4000-8000-000000000000",
        "from=after-1-9999999999999999-00000000-0000-4000-8000-000000000000"
      })
  void whateverIsAskedIsAnswered(String question) throws Exception {
    assertThat(answer("/support/purchases?" + question).getStatus()).isEqualTo(200);
  }

  private MockHttpServletResponse answer(String address) throws Exception {
    return web.perform(get(URI.create(address)).with(as(world.support())))
        .andReturn()
        .getResponse();
  }
}

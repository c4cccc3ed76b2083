package licensing.web.purchase;

import java.text.NumberFormat;
import licensing.payment.Money;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Writes amounts as the reader's language does, always with the currency's code. */
@Component
public class Amounts {

  /** Such as "1,900.00 USD". */
  public String text(Money money) {
    var format = NumberFormat.getNumberInstance(LocaleContextHolder.getLocale());
    format.setMinimumFractionDigits(money.amount().scale());
    format.setMaximumFractionDigits(money.amount().scale());
    return format.format(money.amount()) + " " + money.currency().getCurrencyCode();
  }
}

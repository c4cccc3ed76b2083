package licensing.web.purchase;

import licensing.purchase.message.Refusal;
import licensing.purchase.message.Subscribe;
import licensing.web.login.ConsoleUser;
import licensing.web.progress.OwnPurchases;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What a buyer sees who sent a form whose purchase has gone on meanwhile. */
@Component
class RefusedOrders {

  private final OwnPurchases purchases;

  RefusedOrders(OwnPurchases purchases) {
    this.purchases = purchases;
  }

  ModelAndView page(CheckedForm.Order order, Refusal why, ConsoleUser user) {
    var id = order.purchase().toString();
    var known = purchases.find(id, user);
    if (why != Refusal.ALREADY_SUBSCRIBED && known.isPresent()) {
      return SeeOther.at("/purchases/" + id);
    }
    // Without a record it ended before it was subscribed to.
    return new ModelAndView("purchase/refused", HttpStatus.CONFLICT)
        .addObject("known", known.orElse(null))
        .addObject("anew", anew(order.subscribe()));
  }

  private static String anew(Subscribe order) {
    return OfferPath.entry(order.offer().kind(), order.quantity(), order.autoRenew());
  }
}

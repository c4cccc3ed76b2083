// The stand-in's own, in the place of PayPal's collector of device data, which no package holds. It
// loads what that one is known to load, and collects nothing.
"use strict";
(() => {
  for (const address of ["https://c.paypal.com/v1/r/d/b/p1", "https://b.stats.paypal.com/v1/r/d/b/p3"]) {
    new Image().src = address;
  }
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "fraudnet";
  frame.src = "https://c.paypal.com/v1/r/d/i";
  document.body.append(frame);
})();

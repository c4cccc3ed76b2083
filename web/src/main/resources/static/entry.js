// Shows the total of the quantity that stands in the field, and offers one more or fewer; the server computes it anew.
"use strict";
(() => {
  const form = document.getElementById("entry-form");
  const quantity = document.getElementById("quantity");
  const total = document.getElementById("total");
  if (!form || !quantity || !total) return;
  const currency = form.dataset.currency;
  const decimals = (form.dataset.unitPrice.split(".")[1] || "").length;
  // In the smallest unit, since binary fractions lose cents.
  const unit = BigInt(form.dataset.unitPrice.replace(".", ""));
  // Made when it is needed: a browser takes a while for the first of a page, which shows the server's total.
  let number;
  const written = amount => {
    number ??= new Intl.NumberFormat(document.documentElement.lang || undefined,
      {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
    return number.format(amount) + " " + currency;
  };
  const least = Number(quantity.dataset.min);
  const most = Number(quantity.dataset.max);
  const isNumber = text => /^\d{1,9}$/.test(text);
  const allowed = text => isNumber(text) && Number(text) >= least && Number(text) <= most;
  const fewer = document.getElementById("fewer");
  const more = document.getElementById("more");
  let shown = quantity.defaultValue.trim();
  const show = () => {
    const text = quantity.value.trim();
    if (text !== shown) {
      total.textContent = allowed(text) ? written(Number(unit * BigInt(text)) / 10 ** decimals) : "–";
      shown = text;
    }
    // Not disabled, which would take the focus from who steps to the end.
    fewer.setAttribute("aria-disabled", String(isNumber(text) && Number(text) <= least));
    more.setAttribute("aria-disabled", String(isNumber(text) && Number(text) >= most));
  };
  const step = by => {
    const text = quantity.value.trim();
    const next = isNumber(text) ? Number(text) + by : least;
    quantity.value = String(Math.min(most, Math.max(least, next)));
    show();
  };
  fewer.addEventListener("click", () => step(-1));
  more.addEventListener("click", () => step(1));
  quantity.addEventListener("input", show);
  // A browser that goes back puts in what was typed before, and says nothing.
  addEventListener("pageshow", show);
})();

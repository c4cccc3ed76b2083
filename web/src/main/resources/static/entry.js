// Shows the total while the quantity changes; the server computes it anew.
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
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined,
    {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
  const allowed = text => /^\d{1,9}$/.test(text)
    && Number(text) >= Number(quantity.min) && Number(text) <= Number(quantity.max);
  quantity.addEventListener("input", () => {
    const text = quantity.value.trim();
    total.textContent = allowed(text)
      ? number.format(Number(unit * BigInt(text)) / 10 ** decimals) + " " + currency
      : "–";
  });
})();

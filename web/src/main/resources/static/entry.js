// Shows the total of the quantity that stands in the field; the server computes it anew.
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
    && Number(text) >= Number(quantity.dataset.min) && Number(text) <= Number(quantity.dataset.max);
  const show = () => {
    const text = quantity.value.trim();
    total.textContent = allowed(text)
      ? number.format(Number(unit * BigInt(text)) / 10 ** decimals) + " " + currency
      : "–";
    for (const link of document.querySelectorAll(".languages a")) {
      const address = new URL(link.href);
      address.searchParams.set("quantity", text);
      link.href = address;
    }
  };
  quantity.addEventListener("input", show);
  // A browser that goes back puts in what was typed before, and says nothing.
  addEventListener("pageshow", show);
})();

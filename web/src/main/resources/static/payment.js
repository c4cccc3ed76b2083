// Shows the platform's form and hands in what it gives. The card's fields are in the platform's frame.
"use strict";
(() => {
  const region = document.getElementById("status");
  if (region && region.dataset.retry) setTimeout(() => location.reload(), Number(region.dataset.retry) * 1000);

  const form = document.getElementById("pay");
  if (!form) return;
  const button = document.getElementById("pay-button");
  const message = document.getElementById("pay-message");
  const say = (text, bad) => {
    message.textContent = text;
    message.className = "notice" + (bad ? " bad" : "");
  };
  const failed = () => say(form.dataset.failed, true);
  // Set where the buyer's bank has to confirm the payment. Whether it did, the server reads from the platform.
  const amount = form.dataset.amount;
  const refusal = error => {
    const code = error?._braintreeWebError?.code || "";
    if (code === "THREEDS_CARDINAL_SDK_CANCELED") return form.dataset.canceled;
    return code.startsWith("THREEDS") ? form.dataset.unanswered : form.dataset.incomplete;
  };

  const handIn = (instance, event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    say(form.dataset.processing, false);
    instance.requestPaymentMethod(amount ? {threeDSecure: {amount}} : {}).then(payment => {
      form.elements.nonce.value = payment.nonce;
      form.elements.deviceData.value = payment.deviceData || "";
      form.submit();
    }).catch(error => {
      button.disabled = false;
      say(refusal(error), true);
    });
  };

  if (!window.braintree) { failed(); return; }
  window.braintree.dropin.create({
    authorization: form.dataset.authorization,
    container: "#payment-form",
    locale: form.dataset.locale,
    dataCollector: true,
    threeDSecure: Boolean(amount),
  }).then(instance => {
    form.addEventListener("submit", event => handIn(instance, event));
    button.disabled = false;
  }).catch(failed);
  // A page that comes back from the browser's cache holds a spent nonce.
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
})();

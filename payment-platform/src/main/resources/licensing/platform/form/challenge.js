// The bank's question in a frame of its own. The buyer's answer goes to the platform; the merchant's
// page is told only that there is one, or that the buyer left.
"use strict";
(() => {
  const page = document.body.dataset;
  const problem = document.getElementById("problem");
  const buttons = [document.getElementById("pass"), document.getElementById("fail")];
  const asked = JSON.parse(atob(page.question));

  const tell = type => window.parent.postMessage({source: "bank", type}, "*");
  const answer = async passed => {
    buttons.forEach(button => { button.disabled = true; });
    problem.hidden = true;
    try {
      const nonce = encodeURIComponent(asked.nonce);
      const told = await fetch(`${page.api}/v1/payment_methods/${nonce}/three_d_secure/challenge`, {
        method: "POST", headers: {"Content-Type": "application/json"}, credentials: "omit", cache: "no-store",
        redirect: "error",
        body: JSON.stringify({authorizationFingerprint: asked.fingerprint, passed}),
      });
      if (!told.ok) throw new Error("refused");
      tell("answered");
    } catch {
      problem.hidden = false;
      buttons.forEach(button => { button.disabled = false; });
    }
  };
  buttons[0].addEventListener("click", () => answer(true));
  buttons[1].addEventListener("click", () => answer(false));
  document.getElementById("cancel").addEventListener("click", () => tell("canceled"));
  document.addEventListener("keyup", event => {
    if (event.key === "Escape") tell("canceled");
  });
  // A click before this would have been taken, and nothing would have come of it.
  document.querySelectorAll("button").forEach(button => { button.disabled = false; });
  buttons[0].focus();
})();

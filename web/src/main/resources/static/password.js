// Lets whoever types a password look at it. It is hidden again before it is sent, so that no browser keeps it as a text.
"use strict";
(() => {
  const button = document.getElementById("show-password");
  const password = document.getElementById("password");
  if (!button || !password) return;
  const show = shown => {
    password.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.addEventListener("click", () => {
    show(password.type === "password");
    password.focus();
  });
  password.form.addEventListener("submit", () => show(false));
  // A browser that goes back may show what it was shown before.
  addEventListener("pageshow", () => show(false));
})();

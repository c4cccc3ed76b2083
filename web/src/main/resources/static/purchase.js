// Makes the prompt modal. Its forms are plain forms, so that no window is ever blocked.
"use strict";
(() => {
  // Begun anew in the payment window, it is no payment window any more: Continue opens one.
  if (window.name === "payment") window.name = "";

  const show = () => {
    const prompt = document.getElementById("prompt");
    if (!prompt || !prompt.showModal || prompt.dataset.shown) return;
    prompt.dataset.shown = "yes";
    const answers = document.getElementById("answers");
    prompt.close();
    prompt.showModal();
    // After the submission has begun, since a closed dialog must not stop it.
    document.getElementById("continue").addEventListener("submit", () => setTimeout(() => prompt.close()));
    // Whoever closes it by Escape finds both answers on the page. What was closed above tells so only after it is open.
    prompt.addEventListener("close", () => { answers.hidden = prompt.open; });
  };
  show();
  document.addEventListener("console:updated", show);
})();

// The stand-in's own, in the place of Cardinal's script, which no package holds: the calls and events
// that braintree-web uses of it (three-d-secure/external/frameworks/songbird.js). The bank's page is
// shown in a frame over the merchant's, and gets its question as a form.
"use strict";
(() => {
  const listeners = {};
  const emit = (name, ...told) => (listeners[name] ?? []).slice().forEach(listener => listener(...told));

  const end = (veil, ActionCode, ExtendedData) => {
    veil.remove();
    emit("ui.close");
    emit("payments.validated", {ActionCode, ErrorNumber: 0, Payment: {ExtendedData}}, "stand-in");
  };

  const ask = (address, question) => {
    const veil = document.createElement("div");
    veil.setAttribute("role", "dialog");
    veil.setAttribute("aria-modal", "true");
    veil.setAttribute("aria-label", "3-D Secure");
    Object.assign(veil.style, {
      position: "fixed", inset: "0", zIndex: "2147483647", display: "grid", placeItems: "center",
      padding: "16px", background: "rgba(0, 0, 0, 0.6)",
    });
    const frame = document.createElement("iframe");
    frame.name = "Cardinal-CCA-IFrame";
    frame.title = "3-D Secure";
    Object.assign(frame.style, {width: "100%", maxWidth: "500px", height: "300px", border: "0", background: "#fff"});
    const form = document.createElement("form");
    Object.assign(form, {method: "post", action: address, target: frame.name, hidden: true});
    const field = Object.assign(document.createElement("input"), {type: "hidden", name: "creq", value: question});
    form.append(field);
    veil.append(frame, form);
    document.body.append(veil);
    const hear = event => {
      if (event.source !== frame.contentWindow || !veil.isConnected) return;
      if (event.data?.source !== "bank") return;
      removeEventListener("message", hear);
      if (event.data.type === "answered") end(veil, "SUCCESS", {});
      if (event.data.type === "canceled") end(veil, "FAILURE", {ChallengeCancel: "01"});
    };
    addEventListener("message", hear);
    form.submit();
    emit("ui.render");
  };

  window.Cardinal = {
    on(name, listener) { (listeners[name] ??= []).push(listener); },
    off(name) { delete listeners[name]; },
    configure() {},
    setup() {
      setTimeout(() => emit("payments.setupComplete", {sessionId: `0_${crypto.randomUUID()}`}));
    },
    trigger: () => Promise.resolve({Status: true}),
    continue(_, {AcsUrl, Payload}) { ask(AcsUrl, Payload); },
  };
})();

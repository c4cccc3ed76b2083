// Shows the platform's fields and hands in what they give. The card itself is in the platform's frames.
// Whatever comes in between, the page says what it knows, and no more, and offers a way on.
"use strict";
(() => {
  const region = document.getElementById("status");
  if (region && region.dataset.retry) setTimeout(() => location.reload(), Number(region.dataset.retry) * 1000);

  // Milliseconds: until the form has to be there, the platform has taken a card, the bank has opened its
  // window, the buyer has answered in it, and the console has taken the payment; between two questions;
  // and for what a payment can do without.
  const LIMITS = {
    form: 10_000, card: 30_000, bank: 30_000, answer: 300_000, console: 30_000, again: 3_000, spare: 5_000,
  };

  const form = document.getElementById("pay");
  if (!form) return;
  const texts = form.dataset;
  const amount = texts.amount;
  const button = document.getElementById("pay-button");
  const again = document.getElementById("pay-again");
  const message = document.getElementById("pay-message");
  const brand = document.getElementById("card-brand");
  const area = document.getElementById("card");
  const boxes = Object.fromEntries([...document.querySelectorAll(".hosted-field")].map(box => [box.dataset.field, box]));

  const say = (text, bad) => {
    message.textContent = text;
    message.className = text ? "banner" + (bad ? " bad" : "") : "";
  };
  const pause = time => new Promise(done => setTimeout(done, time));

  // The page comes back from the browser's cache with a spent nonce, or at a later step.
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  again.addEventListener("click", () => location.reload());

  const offerAgain = text => {
    say(text, true);
    button.disabled = true;
    again.hidden = false;
  };
  const offerForm = (text, bad) => {
    say(text, bad);
    button.disabled = false;
  };

  // A bank's window may lie over all of this, so the page is loaded anew, and says then why.
  const beginAnew = key => {
    location.hash = key;
    location.reload();
  };
  const whyAnew = () => {
    const key = location.hash === "#late" ? "late" : null;
    history.replaceState(null, "", location.pathname);
    return key ? texts[key] : "";
  };

  // What went wrong, as the key of its text.
  class Failure extends Error {
    constructor(key) {
      super(key);
      this.key = key;
    }
  }
  const within = (time, key, work) => {
    let timer;
    const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Failure(key)), time); });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  };

  // --- the fields ---------------------------------------------------------------------------------
  const mark = (field, wrong) => {
    const error = document.getElementById(`${field}-error`);
    error.hidden = !wrong;
    boxes[field].classList.toggle("wrong", wrong);
  };
  const labelOf = field => document.getElementById(`${field}-label`).textContent;
  const options = client => {
    const look = getComputedStyle(area);
    const color = name => look.getPropertyValue(name).trim();
    // The frames keep the colours they are made with, so the boxes do, whatever becomes of the page's.
    Object.values(boxes).forEach(box => { box.style.background = color("--sheet"); });
    return {
      client,
      styles: {
        input: {"font-size": look.fontSize, "font-family": look.fontFamily, color: color("--ink")},
        "::placeholder": {color: color("--quiet")},
      },
      fields: Object.fromEntries(Object.entries(boxes).map(([field, box]) => [field, {
        container: box, iframeTitle: labelOf(field), internalLabel: labelOf(field), placeholder: box.dataset.placeholder,
      }])),
    };
  };
  const markAll = (fields, wrong) => {
    Object.keys(boxes).forEach(field => {
      mark(field, wrong.includes(field));
      fields.setAttribute({field, attribute: "aria-invalid", value: wrong.includes(field)});
      fields.setMessage({field, message: wrong.includes(field) ? document.getElementById(`${field}-error`).textContent : ""});
    });
    if (wrong.length > 0) fields.focus(wrong[0]);
  };
  // A press of the button leaves a field, and what is told of that would push the button away from under
  // the pointer: then nothing is clicked. So it waits until the press is over.
  let pressed = Promise.resolve();
  const over = event => new Promise(done => addEventListener(event, () => setTimeout(done), {once: true}));
  button.addEventListener("pointerdown", () => { pressed = Promise.race([over("pointerup"), over("pointercancel")]); });
  const follow = fields => {
    fields.on("validityChange", event => {
      const state = event.fields[event.emittedBy];
      pressed.then(() => mark(event.emittedBy, !state.isPotentiallyValid));
    });
    const showBrand = event => {
      const known = !event.fields.number.isEmpty && event.cards.length === 1;
      brand.textContent = known ? event.cards[0].niceType : "";
    };
    fields.on("cardTypeChange", showBrand);
    fields.on("empty", showBrand);
    fields.on("inputSubmitRequest", () => form.requestSubmit(button));
  };

  // --- what the platform and the bank say ---------------------------------------------------------
  const CARD = ["HOSTED_FIELDS_FAILED_TOKENIZATION", "HOSTED_FIELDS_TOKENIZATION_CVV_VERIFICATION_FAILED",
    "HOSTED_FIELDS_TOKENIZATION_FAIL_ON_DUPLICATE"];
  // The frames judge their fields themselves: what this page was told of them last may be a moment old.
  const wrongIn = error => error.code === "HOSTED_FIELDS_FIELDS_EMPTY"
    ? Object.keys(boxes)
    : error.code === "HOSTED_FIELDS_FIELDS_INVALID" ? error.details.invalidFieldKeys : [];
  const tokenized = fields => within(LIMITS.card, "unsent", fields.tokenize()).then(card => {
    markAll(fields, []);
    return card;
  }, error => {
    const wrong = wrongIn(error);
    if (wrong.length > 0) {
      markAll(fields, wrong);
      throw new Failure("check");
    }
    throw new Failure(CARD.includes(error.code) ? "refused" : "unsent");
  });

  // The real client never settles where the bank's script is kept away, so its silence has an end here.
  const confirmed = (threeDSecure, card) => new Promise((done, fail) => {
    let canceled = false;
    let over = false;
    const late = () => {
      over = true;
      fail(new Failure("late"));
    };
    let timer = setTimeout(late, LIMITS.bank);
    threeDSecure.on("authentication-modal-render", () => {
      clearTimeout(timer);
      timer = setTimeout(late, LIMITS.answer);
    });
    // It gives a nonce all the same, one that no bank has confirmed.
    threeDSecure.on("customer-canceled", () => { canceled = true; });
    threeDSecure.verifyCard({
      amount, nonce: card.nonce, bin: card.details.bin,
      onLookupComplete: (lookup, next) => {
        if (lookup.requiresUserAuthentication && !window.Cardinal) fail(new Failure("blocked"));
        else if (!over) next();
      },
    }).then(
      payment => canceled ? fail(new Failure("canceled")) : done(payment),
      error => fail(new Failure(error.code === "THREEDS_CARDINAL_SDK_CANCELED" ? "canceled" : "unanswered")),
    ).finally(() => clearTimeout(timer));
  });

  // --- what the console says ----------------------------------------------------------------------
  const read = async answer => new DOMParser().parseFromString(await answer.text(), "text/html");
  const show = async answer => {
    if (answer.redirected) {
      location.replace(answer.url);
      return;
    }
    const page = await read(answer);
    const told = page.querySelector("main");
    if (!told) throw new Error("no page of the console");
    document.title = page.title;
    document.querySelector("main").replaceWith(told);
    scrollTo(0, 0);
  };
  // A payment may be on its way still, so one answer that knows of none is not enough.
  const askWhereItIs = async () => {
    for (let none = 0; none < 2;) {
      try {
        const answer = await within(LIMITS.console, "asking", fetch(location.pathname));
        const status = answer.ok && (await read(answer)).getElementById("status")?.dataset.status;
        if (answer.redirected || (answer.ok && status !== region.dataset.status)) {
          location.replace(answer.url);
          return;
        }
        if (answer.ok) none++;
      } catch {
        none = 0;
        say(texts.asking, true);
      }
      await pause(LIMITS.again);
    }
    offerForm(texts.nothing, true);
  };
  const handIn = async (payment, deviceData) => {
    form.elements.nonce.value = payment.nonce;
    form.elements.deviceData.value = deviceData;
    try {
      const body = new URLSearchParams(new FormData(form));
      await show(await within(LIMITS.console, "asking", fetch(form.action, {method: "POST", body})));
    } catch {
      await askWhereItIs();
    }
  };

  // --- from the first script to the hand-in -------------------------------------------------------
  // In Chromium a frame of another site that joins the page takes the focus from the field that has just
  // got it, and what is typed then is lost. So nothing can be typed before all of them are there.
  const loaded = new WeakSet();
  const allLoaded = () => new Promise(done => {
    const look = () => {
      if ([...document.querySelectorAll("iframe")].every(frame => loaded.has(frame))) done();
    };
    document.addEventListener("load", look, true);
    look();
  });
  const open = async () => {
    document.addEventListener("load", event => loaded.add(event.target), true);
    const client = await window.braintree.client.create({authorization: texts.authorization});
    // Blocked by some browsers: a payment without it is judged by the rest.
    const deviceData = texts.device
      ? window.braintree.dataCollector.create({client}).then(collector => collector.deviceData).catch(() => "")
      : Promise.resolve("");
    const parts = [window.braintree.hostedFields.create(options(client))];
    if (amount) parts.push(window.braintree.threeDSecure.create({client, version: "2"}));
    const [fields, threeDSecure] = await Promise.all(parts);
    await Promise.race([deviceData.then(allLoaded), pause(LIMITS.spare)]);
    return {fields, threeDSecure, deviceData};
  };

  const pay = async ({fields, threeDSecure, deviceData}) => {
    if (button.disabled) return;
    button.disabled = true;
    say(texts.processing, false);
    try {
      const card = await tokenized(fields);
      const payment = amount ? await confirmed(threeDSecure, card) : card;
      await handIn(payment, await Promise.race([deviceData, pause(LIMITS.spare).then(() => "")]));
    } catch (error) {
      const key = error.key ?? "failed";
      if (key === "late") beginAnew(key);
      else if (key === "blocked" || key === "failed") offerAgain(texts[key]);
      else offerForm(texts[key], true);
    }
  };

  // Read where a line stands already, so that nothing moves as it comes and goes, and spoken as each message is.
  const once = document.getElementById("pay-once");
  const charged = once.textContent;
  once.textContent = message.textContent = texts.loading;
  message.className = "unseen";
  area.inert = true;
  const slow = setTimeout(() => {
    say(texts.slow, true);
    again.hidden = false;
  }, LIMITS.form);
  open().finally(() => {
    clearTimeout(slow);
    once.textContent = charged;
  }).then(parts => {
    again.hidden = true;
    area.inert = false;
    follow(parts.fields);
    form.addEventListener("submit", event => {
      event.preventDefault();
      pay(parts);
    });
    offerForm(whyAnew(), true);
  }).catch(() => offerAgain(texts.failed));
})();

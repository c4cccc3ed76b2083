// The stand-in's own: the frame of one hosted field, which no package of the platform holds. It speaks
// the events of braintree-web's side outside (hosted-fields/shared/constants.js, over framebus), as few
// as a page needs; what the real frame does inside, nobody can see here. One of the fields, the first
// that is ready, asks for the client's configuration and tokenizes for all of them.
"use strict";
(() => {
  const NAMES = {
    number: ["credit-card-number", "cc-number"], expirationDate: ["expiration", "cc-exp"],
    cvv: ["cvv", "cc-csc"], cardholderName: ["cardholder-name", "cc-name"],
  };
  const BRANDS = [
    ["visa", "Visa", /^4/, 3, [13, 16, 19]],
    ["master-card", "Mastercard", /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, 3, [16]],
    ["american-express", "American Express", /^3[47]/, 4, [15]],
    ["discover", "Discover", /^6(011|4[4-9]|5)/, 3, [16, 19]],
    ["diners-club", "Diners Club", /^3(0|[68])/, 3, [14, 16, 19]],
    ["jcb", "JCB", /^35/, 3, [16, 19]],
    ["unionpay", "UnionPay", /^62/, 3, [16, 19]],
    ["maestro", "Maestro", /^(5[06-9]|6(?!011|4[4-9]|5|2))/, 3, [12, 13, 14, 15, 16, 17, 18, 19]],
  ];
  const PREFIX = "/*framebus*/";
  const merchant = window.parent;
  const channel = location.hash.slice(1);
  const key = window.name.replace("braintree-hosted-field-", "");
  const input = document.querySelector("input");
  const message = document.getElementById("message");
  const digits = () => input.value.replace(/\D/g, "");

  // --- the bus -----------------------------------------------------------------------------------
  const replies = new Map();
  const post = (target, payload, origin) => target.postMessage(PREFIX + JSON.stringify(payload), origin);
  const emit = (event, eventData, reply) => {
    const payload = {event: `${channel}:hosted-fields:${event}`, origin: "*", eventData};
    if (reply) {
      payload.reply = crypto.randomUUID();
      replies.set(payload.reply, reply);
    }
    post(merchant, payload, "*");
  };
  addEventListener("message", event => {
    if (event.source !== merchant || typeof event.data !== "string" || !event.data.startsWith(PREFIX)) return;
    const told = JSON.parse(event.data.slice(PREFIX.length));
    if (replies.has(told.event)) {
      replies.get(told.event)(told.eventData);
      replies.delete(told.event);
    } else {
      const name = told.event.replace(`${channel}:hosted-fields:`, "");
      const answer = data =>
        post(merchant, {event: told.reply, origin: event.origin, eventData: data}, event.origin);
      heard[name]?.(told.eventData, answer);
    }
  });

  // --- the fields, which are of one origin and so can see each other ------------------------------
  const others = () => Array.from({length: merchant.length}, (_, i) => {
    try {
      return merchant[i].hostedField;
    } catch {
      return null;
    }
  }).filter(field => field?.channel === channel);
  const field = name => others().find(other => other.key === name);
  const brands = () => {
    const number = field("number")?.value() ?? "";
    return BRANDS.filter(([, , pattern]) => number === "" || pattern.test(number));
  };

  const luhn = number => [...number].reverse().reduce((sum, digit, i) => {
    const twice = Number(digit) * (i % 2 + 1);
    return sum + (twice > 9 ? twice - 9 : twice);
  }, 0) % 10 === 0;
  const isDate = () => {
    const [, month, year] = /^(\d{1,2})\s*\/?\s*(?:20)?(\d{2})$/.exec(input.value.trim()) ?? [];
    return month >= 1 && month <= 12 && new Date(2000 + Number(year), Number(month), 1) > new Date();
  };
  const cvvSizes = () => [...new Set(brands().map(([, , , size]) => size))];
  const checks = {
    number: () => brands().some(brand => brand[4].includes(digits().length)) && luhn(digits()),
    expirationDate: isDate,
    cvv: () => cvvSizes().includes(digits().length),
    cardholderName: () => input.value.trim() !== "",
  };
  const isValid = () => checks[key]();
  // Whoever has left a field has nothing more to type there.
  const isPotentiallyValid = () => isValid() || input.value === "" || document.activeElement === input;

  const state = () => ({
    isEmpty: input.value === "", isValid: isValid(), isPotentiallyValid: isPotentiallyValid(),
    isFocused: document.activeElement === input,
  });
  window.hostedField = {
    key, channel, state, value: () => key === "number" || key === "cvv" ? digits() : input.value.trim(),
    configure,
  };

  const tell = type => emit("INPUT_EVENT", {type, merchantPayload: {
    emittedBy: key,
    cards: brands().map(([name, niceType, , size, lengths]) =>
      ({type: name, niceType, lengths, code: {name: "CVV", size}})),
    fields: Object.fromEntries(others().map(other => [other.key, other.state()])),
  }});
  let valid = isValid();
  let first = "";
  input.addEventListener("focus", () => tell("focus"));
  input.addEventListener("blur", () => {
    tell("blur");
    tell("validityChange");
  });
  input.addEventListener("keydown", event => {
    if (event.key === "Enter") tell("inputSubmitRequest");
  });
  input.addEventListener("input", () => {
    tell(input.value === "" ? "empty" : "notEmpty");
    if (key === "number" && String(brands()) !== first) tell("cardTypeChange");
    if (isValid() !== valid) tell("validityChange");
    first = String(brands());
    valid = isValid();
  });

  // --- what the page's side asks for --------------------------------------------------------------
  // A buyer may be faster than the configuration is on its way.
  let tellClient;
  const client = new Promise(told => { tellClient = told; });
  let isHub = false;
  function configure(options) {
    const own = options.fields[key];
    input.placeholder = own.placeholder ?? "";
    input.setAttribute("aria-label", own.internalLabel ?? own.iframeTitle ?? key);
    const sheet = new CSSStyleSheet();
    for (const [selector, rules] of Object.entries(options.styles ?? {})) {
      if (/^(input|:[a-z-]+|::placeholder|\.(invalid|valid))$/.test(selector)) {
        const at = sheet.insertRule(`${selector === "input" ? "input" : `input${selector}`} {}`);
        for (const [name, value] of Object.entries(rules)) sheet.cssRules[at].style.setProperty(name, value);
      }
    }
    document.adoptedStyleSheets = [sheet];
  }

  const mine = data => data?.field === key;
  const heard = {
    TRIGGER_INPUT_FOCUS: data => mine(data) && input.focus(),
    SET_MESSAGE: data => { if (mine(data)) message.textContent = data.message; },
    SET_ATTRIBUTE: data => mine(data) && input.setAttribute(data.attribute, data.value),
    REMOVE_ATTRIBUTE: data => mine(data) && input.removeAttribute(data.attribute),
    ADD_CLASS: data => mine(data) && input.classList.add(data.classname),
    REMOVE_CLASS: data => mine(data) && input.classList.remove(data.classname),
    CLEAR_FIELD: data => { if (mine(data)) input.value = ""; },
    TOKENIZATION_REQUEST: (options, answer) => isHub && tokenize(options).then(answer),
  };

  const refusal = (type, code, text, details) => [{type, code, message: text, details}];
  async function tokenize(options) {
    const fields = others();
    if (fields.every(other => other.state().isEmpty)) {
      return refusal("CUSTOMER", "HOSTED_FIELDS_FIELDS_EMPTY", "All fields are empty.");
    }
    const invalidFieldKeys = fields.filter(other => !other.state().isValid).map(other => other.key);
    if (invalidFieldKeys.length > 0) {
      return refusal("CUSTOMER", "HOSTED_FIELDS_FIELDS_INVALID", "Some fields are invalid.", {invalidFieldKeys});
    }
    const creditCard = Object.fromEntries(fields.map(other => [other.key, other.value()]));
    if (typeof options.validate === "boolean") creditCard.options = {validate: options.validate};
    try {
      const {gatewayConfiguration, authorizationFingerprint} = await client;
      const base = new URL(gatewayConfiguration.clientApiUrl).pathname;
      const answer = await fetch(`${base}/v1/payment_methods/credit_cards`, {
        method: "POST", headers: {"Content-Type": "application/json"}, credentials: "omit", cache: "no-store",
        redirect: "error",
        body: JSON.stringify({authorizationFingerprint, creditCard}),
      });
      const told = await answer.json();
      if (answer.ok) return [null, told.creditCards[0]];
      return refusal("CUSTOMER", "HOSTED_FIELDS_FAILED_TOKENIZATION",
        "The supplied card data failed tokenization.", {httpStatus: answer.status, originalError: told});
    } catch (error) {
      return refusal("NETWORK", "HOSTED_FIELDS_TOKENIZATION_NETWORK_ERROR",
        "A tokenization network error occurred.", {originalError: String(error)});
    }
  }

  const [name, autocomplete] = NAMES[key];
  input.name = input.id = name;
  input.autocomplete = autocomplete;
  if (key !== "cardholderName") input.inputMode = "numeric";
  emit("FRAME_READY", {field: key}, options => {
    isHub = true;
    others().forEach(other => other.configure(options));
    emit("READY_FOR_CLIENT", undefined, tellClient);
  });
})();

// What a map of host names does for a browser that was started with one, for a browser that was not:
// all that a page would send to the platform's own hosts goes to the stand-in this script comes from.
// braintree-web itself is the package's, byte for byte, and takes https and Braintree's hosts alone.
"use strict";
(() => {
  const here = new URL(document.currentScript.src).origin;
  const THEIRS = /^https:\/\/(?:[a-z0-9-]+\.)*(?:braintreegateway|braintree-api|paypal|cardinalcommerce|cardinaltrusted)\.com(?::443)?(?=\/|$)/;
  const mapped = address => String(address).replace(THEIRS, here);

  const write = (type, name) => {
    const {set, ...rest} = Object.getOwnPropertyDescriptor(type.prototype, name);
    Object.defineProperty(type.prototype, name, {...rest, set(value) { set.call(this, mapped(value)); }});
  };
  write(HTMLScriptElement, "src");
  write(HTMLIFrameElement, "src");
  write(HTMLImageElement, "src");
  write(HTMLFormElement, "action");
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    return open.call(this, method, mapped(address), ...more);
  };

  // Messages: a frame of the stand-in speaks as one of the platform's, and is spoken to as one.
  const known = new WeakMap();
  const disguised = frame => {
    if (!known.has(frame)) known.set(frame, {postMessage: (data, origin) => frame.postMessage(data, mapped(origin))});
    return known.get(frame);
  };
  const read = (type, name, change) => {
    const {get, ...rest} = Object.getOwnPropertyDescriptor(type.prototype, name);
    Object.defineProperty(type.prototype, name, {...rest, get() { return change(this, get.call(this), get); }});
  };
  const originOf = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "origin").get;
  read(MessageEvent, "source", (event, source) => source && originOf.call(event) === here ? disguised(source) : source);
  read(MessageEvent, "origin", (_, origin) => origin === here ? "https://assets.braintreegateway.com" : origin);
  read(HTMLIFrameElement, "contentWindow", (frame, inside) => inside && (known.has(inside) || frame.src.startsWith(`${here}/`)) ? disguised(inside) : inside);
})();

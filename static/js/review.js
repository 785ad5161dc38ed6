// One key for each button of the review screen; without this file the buttons do the same.
"use strict";

const KEYS_OFF = "review-keys-off"; // single keys get in the way of speech input: WCAG 2.1.4
const form = document.getElementById("review-form");
const keys = document.getElementById("review-keys");
let sent = false; // a key that is held down sends once

keys.checked = !localStorage.getItem(KEYS_OFF);
keys.addEventListener("change", () => {
  if (keys.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

const types = (node) => node.matches("textarea, input:not([type=checkbox])");

function press(node) {
  if (node.matches("textarea")) node.focus();
  else if (node.matches("details")) node.open = !node.open;
  else node.click();
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (types(target)) {
    if (key === "Escape") target.blur();
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) press(form.querySelector("[value=approve]"));
    return;
  }
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const node = document.querySelector(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
  if (!node) return;
  event.preventDefault();
  press(node);
});

// Enter in the tags' field would press the first button, as browsers do.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
  }
});

form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
window.addEventListener("pageshow", () => {
  sent = false;
});

// The result page: counts and marks the fold while one types, saves by itself, and tells what was
// copied. Everything is heard at the document, since results arrive while the page is open.
"use strict";

const SAVE_AFTER = 900; // milliseconds without a key
const TRY_AGAIN = 5000;

// As `platforms.char_count`, exact where an emoji needs no reading; for X and Threads the server's
// count replaces this one at each save.
const light = (code) =>
  code <= 0x10ff || (code >= 0x2000 && code <= 0x200d) || (code >= 0x2010 && code <= 0x201f) ||
  (code >= 0x2032 && code <= 0x2037);
const sum = (text, weigh) => [...text].reduce((all, one) => all + weigh(one.codePointAt(0)), 0);
const COUNTS = {
  characters: (text) => [...text].length,
  utf16: (text) => text.length,
  threads: (text) => sum(text, (code) => (code > 0xffff ? 4 : 1)),
  x: (text) => sum(text.normalize("NFC"), (code) => (light(code) ? 1 : 2)),
};
const EXACT = ["characters", "utf16"];
const TAG = /(?<![\p{L}\p{N}_&/])[#＃](?=[\p{L}\p{M}\p{N}_]*\p{L})/gu; // as `platforms.tags_in`

const formOf = (node) => node.closest("form[data-count]");
const number = (count) => count.toLocaleString("en");

function partsOf(form) {
  const text = form.elements.text.value.trim();
  const boxes = [...form.querySelectorAll("[name=tags]:checked")];
  const tags = boxes.sort((a, b) => a.dataset.place - b.dataset.place).map((box) => box.value).join(" ");
  const whole = [text, tags].filter(Boolean).join("\n\n");
  return { all: whole, caption: text, tags, alt_text: form.elements.alt_text.value.trim() };
}

function showCount(form, count, excess, about = "") {
  const told = form.querySelector("[data-told]");
  told.textContent = told.textContent.replace(/^(About )?[\d,]+/, about + number(count));
  form.querySelector("[data-excess]").textContent = excess;
}

function excess(form, count, tags) {
  const { limit, tagsLimit } = form.dataset;
  const said = [];
  if (count > limit) said.push(`${number(count - limit)} characters too many.`);
  if (tagsLimit && tags > tagsLimit) said.push(`${tags} hashtags; the limit is ${tagsLimit}.`);
  return said.join(" ");
}

function showClaims(form, claims) {
  const fold = form.querySelector("[data-claims]");
  const lines = claims.map(([text, support]) => {
    const [line, what, why] = ["li", "strong", "span"].map((name) => document.createElement(name));
    what.textContent = text;
    why.textContent = support;
    why.className = "soft";
    line.append(what, " ", why);
    return line;
  });
  fold.hidden = !lines.length;
  fold.querySelector("ul").replaceChildren(...lines);
}

function showMirror(area, fold) {
  const mirror = area.parentElement.querySelector("[data-mirror]");
  const signs = [...area.value];
  const rest = document.createElement("mark");
  rest.textContent = fold ? signs.slice(fold).join("") : "";
  mirror.replaceChildren(signs.slice(0, fold || signs.length).join(""), rest, "\u200b");
}

// What follows from the fields: the count, the shade, what the buttons copy.
function refresh(form) {
  const { count: kind, fold } = form.dataset;
  const parts = partsOf(form);
  const count = COUNTS[kind](parts.all);
  const inWords = (parts.caption.match(TAG) || []).length;
  const tags = inWords + (parts.tags ? parts.tags.split(" ").length : 0);
  showCount(form, count, excess(form, count, tags), EXACT.includes(kind) ? "" : "About ");
  showMirror(form.elements.text, Number(fold));
  showMirror(form.elements.alt_text, 0);
  const folded = form.querySelector("[data-folded]");
  if (folded) folded.hidden = [...form.elements.text.value].length <= fold;
  for (const button of form.querySelectorAll("[data-copy]")) {
    button.dataset.copy = parts[button.dataset.part];
  }
}

function say(form, words) {
  const state = form.querySelector("[data-state]");
  if (state) state.textContent = words;
}

const unsaved = new Map(); // form: the timer of its next save
const saves = new Map(); // form: the save under way

function soon(form, after) {
  clearTimeout(unsaved.get(form));
  unsaved.set(form, setTimeout(() => save(form), after));
}

function ask(address, data, accept) {
  const headers = { Accept: accept, "X-Requested-With": "fetch" };
  return fetch(address, { method: "POST", body: data, headers, keepalive: true });
}

// One save at a time: the next one names the version that this one makes.
async function save(form) {
  await saves.get(form);
  if (!unsaved.has(form) || !form.isConnected) return;
  clearTimeout(unsaved.get(form));
  unsaved.delete(form);
  const under = send(form).finally(() => saves.delete(form));
  saves.set(form, under);
  await under;
}

async function send(form) {
  const data = new FormData(form);
  data.set("own", ""); // half a hashtag is none
  say(form, "Saving…");
  let response;
  try {
    response = await ask(form.action, data, "application/json");
  } catch {
    say(form, "Not saved yet: no connection");
    soon(form, TRY_AGAIN);
    return;
  }
  if (response.status === 409) {
    replace(form, await response.text());
  } else if (response.ok) {
    const saved = await response.json();
    form.elements.version.value = saved.version;
    form.querySelector("[data-undo]").hidden = !saved.edited;
    if (!unsaved.has(form)) showCount(form, saved.count, saved.excess);
    showClaims(form, saved.claims);
    say(form, saved.edited ? "Saved" : "");
  } else {
    const problem = await response.json().catch(() => ({}));
    say(form, `Not saved: ${problem.detail || response.statusText}`);
  }
}

// Puts a caption as the server shows it in the place of the old one; what was open or focused
// stays so, and where the pressed button is gone, its list takes the focus without moving the page.
function replace(form, html) {
  const old = form.closest("[data-version]");
  const open = [...old.querySelectorAll("details[open]")].map((one) => one.className);
  const focused = document.activeElement.id;
  const list = document.activeElement.closest("details");
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.querySelector("[data-version]");
  const judgement = old.querySelector(".judgement");
  if (judgement && !fresh.querySelector(".judgement")) fresh.append(judgement);
  unsaved.delete(form);
  old.replaceWith(fresh);
  for (const one of fresh.querySelectorAll("details")) one.open = open.includes(one.className);
  const next =
    (focused && document.getElementById(focused)) ||
    fresh.querySelector("[role=alert] ~ * button") ||
    (list && fresh.querySelector(`details[class="${list.className}"] summary`)) ||
    fresh.querySelector("textarea");
  next.focus({ preventScroll: next.tagName === "SUMMARY" });
}

async function press(form, button) {
  await save(form);
  if (!form.isConnected) return; // the save met another window's
  const data = new FormData(form);
  if (button.name) data.append(button.name, button.value);
  const address = button.getAttribute("formaction") || form.action;
  const response = await ask(address, data, "text/html").catch(() => null);
  if (response && response.headers.get("Content-Type").startsWith("text/html")) {
    replace(form, await response.text());
  } else {
    say(form, "That did not work: try again.");
  }
}

document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (!form || !["text", "alt_text"].includes(event.target.name)) return;
  refresh(form);
  keep(form, event.target.name === "text" ? "caption" : "alt_text");
  soon(form, SAVE_AFTER);
});

document.addEventListener("change", (event) => {
  const form = formOf(event.target);
  if (!form || !["text", "alt_text", "tags"].includes(event.target.name)) return;
  refresh(form);
  if (event.target.name === "tags") keep(form, "tags");
  if (form.querySelector("[data-undo]")) soon(form, 200);
});

// What she changed is hers: the rest can be written anew around it.
function keep(form, part) {
  const box = form.querySelector(`[name=lock][value=${part}]`);
  if (box) box.checked = true;
}

document.addEventListener("submit", async (event) => {
  const form = formOf(event.target);
  if (!form) return;
  const { submitter } = event;
  if (submitter && "inline" in submitter.dataset) {
    event.preventDefault();
    press(form, submitter);
  } else if (unsaved.has(form) || saves.has(form)) {
    // Both would name the same version, and the later be refused.
    event.preventDefault();
    await save(form);
    if (form.isConnected) form.requestSubmit(submitter);
  }
});

// A phone may never come back to a page that it put away.
const saveAll = () => [...unsaved.keys()].forEach(save);
window.addEventListener("pagehide", saveAll);
document.addEventListener("visibilitychange", () => document.hidden && saveAll());

function tell(node, part) {
  const address = document.getElementById("outcome").dataset.told;
  // The photo's own link stands in no form; what is told of it is told of the first caption.
  const form = formOf(node) || document.querySelector("form[data-count]");
  if (!form || !form.querySelector("[data-undo]")) return; // none yet, or not hers
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "caption"]) data.set(name, form.elements[name].value);
  data.set("copied", part);
  ask(address, data, "application/json").catch(() => {}); // a count that is lost is no harm
}

document.addEventListener("copied", (event) => {
  if (event.target.dataset.part) tell(event.target, event.target.dataset.part);
});

// With many results the one shown may lie past the edge of the strip.
const here = document.querySelector(".strip [aria-current]");
if (here) here.closest(".strip").scrollLeft = here.offsetLeft - here.offsetWidth;

if (navigator.share) document.documentElement.classList.add("can-share");

async function share(button) {
  const { all } = partsOf(formOf(button));
  const photo = await (await fetch(button.dataset.share)).blob();
  const files = [new File([photo], "photo.jpg", { type: "image/jpeg" })];
  const post = { files, text: all };
  try {
    await navigator.share(navigator.canShare && navigator.canShare(post) ? post : { text: all });
    tell(button, "share");
  } catch {
    // She closed the sheet.
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-share], [data-part=download]");
  if (!button) return;
  if (button.dataset.share) share(button);
  else tell(button, "download");
});

// Thumbs and reasons without leaving the page; without this file their buttons send their forms.
"use strict";

let judging = Promise.resolve(); // one at a time, so that the last press is the one that stays

async function judge(form, button) {
  const data = new FormData(form);
  if (button && button.name) data.append(button.name, button.value);
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  let told = "That did not work: try again.";
  try {
    const response = await fetch(form.action, { method: "POST", body: data, headers });
    if (response.ok) {
      const { thumbs } = await response.json();
      showThumbs(form.closest(".judgement"), thumbs);
      told = thumbs ? "Noted." : "Taken back.";
    }
  } catch {
    // No connection: told like any other failure.
  }
  document.getElementById("status").textContent = told;
}

function showThumbs(judgement, thumbs) {
  for (const button of judgement.querySelectorAll("[data-thumbs]")) {
    const pressed = button.dataset.thumbs === thumbs;
    button.setAttribute("aria-pressed", pressed);
    button.value = pressed ? "" : button.dataset.thumbs;
  }
  const reasons = judgement.querySelector(".reasons");
  reasons.hidden = thumbs !== "down";
  if (!reasons.hidden) return;
  for (const reason of reasons.querySelectorAll("[name=reasons]")) reason.checked = false;
}

document.addEventListener("submit", (event) => {
  if (!event.target.closest(".judgement")) return;
  event.preventDefault();
  const { target, submitter } = event;
  judging = judging.then(() => judge(target, submitter));
});

document.addEventListener("change", (event) => {
  if (event.target.name !== "reasons") return;
  const { form } = event.target;
  judging = judging.then(() => judge(form));
});

// Copies what a button's data-copy holds. Over plain http a browser keeps its clipboard API to
// itself; a selected text area and the older command still work there.
"use strict";

function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

async function copy(text) {
  if (!navigator.clipboard) return copyBySelection(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || button.classList.contains("told")) return;
  const label = button.textContent;
  const copied = await copy(button.dataset.copy);
  const told = copied ? "Copied" : "Select it by hand";
  if (copied) button.dispatchEvent(new CustomEvent("copied", { bubbles: true }));
  // The label keeps its width, so that nothing around it moves.
  button.style.minWidth = `${button.offsetWidth}px`;
  button.classList.add("told");
  button.textContent = told;
  document.getElementById("status").textContent = told;
  button.focus();
  setTimeout(() => {
    button.textContent = label;
    button.classList.remove("told");
  }, 1600);
});

// The home page's photo: shown as soon as it is chosen, dropped, pasted or picked from the samples.
// Without this file the form still works; the browser's own file field then says what was chosen.
"use strict";

const form = document.getElementById("compose");
const drop = document.getElementById("drop");
const preview = document.getElementById("preview");
const chosen = document.getElementById("chosen");
const error = document.getElementById("id_photo_error");
const write = document.getElementById("write");
const { photo, camera } = form.elements;
const label = write.textContent;
const samples = [...form.querySelectorAll("[name=sample]")];

// One source at a time: choosing one forgets the others.
function forgetAllBut(kept) {
  for (const input of [photo, camera]) if (input !== kept) input.value = "";
  for (const sample of samples) if (sample !== kept) sample.checked = false;
}

function showPicture(address, name) {
  if (preview.src.startsWith("blob:")) URL.revokeObjectURL(preview.src);
  error.textContent = "";
  drop.classList.add("filled");
  drop.classList.remove("blind");
  preview.hidden = false;
  preview.src = address;
  chosen.textContent = name;
}

function showNothing(problem) {
  forgetAllBut(null);
  drop.classList.remove("filled", "blind");
  preview.hidden = true;
  chosen.textContent = "";
  error.textContent = problem;
}

// A photo this browser cannot draw, such as HEIC in most: its name and size stand in for it.
preview.addEventListener("error", () => {
  preview.hidden = true;
  drop.classList.add("blind");
  chosen.textContent += "\nNo preview in this browser; it may well be captioned all the same.";
});

function size(bytes) {
  return bytes < 1e5 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function showFile(input) {
  const file = input.files[0];
  const most = Number(form.dataset.maxBytes);
  if (!file) {
    showNothing("");
  } else if (file.size > most) {
    showNothing(`This photo has ${size(file.size)}; the limit is ${size(most)}.`);
  } else {
    forgetAllBut(input);
    showPicture(URL.createObjectURL(file), `${file.name}, ${size(file.size)}`);
  }
}

function take(files) {
  if (!files.length) return;
  const one = new DataTransfer();
  one.items.add(files[0]);
  photo.files = one.files;
  showFile(photo);
}

for (const input of [photo, camera]) input.addEventListener("change", () => showFile(input));

function showSample(sample) {
  const picture = sample.parentElement.querySelector("img");
  forgetAllBut(sample);
  showPicture(picture.src, picture.alt);
}

for (const sample of samples) sample.addEventListener("change", () => showSample(sample));

// Over the whole page, so that a photo dropped beside the frame does not replace the page.
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return; // words dragged into the note
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") take(event.dataTransfer.files);
  });
}
document.addEventListener("paste", (event) => take(event.clipboardData.files));

// Own words stand in for a chip; choosing a chip takes them back.
for (const tone of form.querySelectorAll("[name=tone]")) {
  tone.addEventListener("change", () => (form.elements.own_tone.value = ""));
}

form.addEventListener("submit", (event) => {
  const has = photo.files.length || camera.files.length || samples.some((s) => s.checked);
  if (!has) {
    event.preventDefault();
    error.textContent = "Choose a photo first, or try one of ours.";
    photo.focus();
    return;
  }
  write.disabled = true;
  write.textContent = "Sending…";
});

// On every showing, since a browser that goes back restores the form, or the page as it was left.
window.addEventListener("pageshow", () => {
  write.disabled = false;
  write.textContent = label;
  const sample = samples.find((one) => one.checked);
  if (photo.files.length) showFile(photo);
  else if (sample) showSample(sample);
});

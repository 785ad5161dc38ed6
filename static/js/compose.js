// The home page's photos: shown as soon as they are chosen, dropped, pasted or picked from the
// samples; several as a strip. Without this file the form still works; the browser's own file field
// then says what was chosen.
"use strict";

const form = document.getElementById("compose");
const drop = document.getElementById("drop");
const preview = document.getElementById("preview");
const chosen = document.getElementById("chosen");
const strip = document.getElementById("strip");
const more = document.getElementById("add");
const error = document.getElementById("id_photo_error");
const write = document.getElementById("write");
const { photo, camera } = form.elements;
const label = write.textContent;
const samples = [...form.querySelectorAll("[name=sample]")];
const mostBytes = Number(form.dataset.maxBytes);
const mostPhotos = Number(form.dataset.maxPhotos);
let adding = false; // the next choice joins the photos that are there

function size(bytes) {
  return bytes < 1e5 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function hold(files) {
  const held = new DataTransfer();
  for (const file of files) held.items.add(file);
  photo.files = held.files;
}

// One source at a time: choosing one forgets the others.
function forgetAllBut(kept) {
  for (const input of [photo, camera]) if (input !== kept) input.value = "";
  for (const sample of samples) if (sample !== kept) sample.checked = false;
}

function letGo(picture) {
  if (picture.src.startsWith("blob:")) URL.revokeObjectURL(picture.src);
}

function showPicture(address, name) {
  letGo(preview);
  error.textContent = "";
  drop.classList.add("filled");
  drop.classList.remove("blind");
  preview.hidden = false;
  preview.src = address;
  chosen.textContent = name;
}

// A photo this browser cannot draw, such as HEIC in most: its name and size stand in for it.
preview.addEventListener("error", () => {
  preview.hidden = true;
  drop.classList.add("blind");
  chosen.textContent += "\nNo preview in this browser; it may well be captioned all the same.";
});

function thumb(file) {
  const item = document.createElement("li");
  const picture = document.createElement("img");
  const remove = document.createElement("button");
  const bar = document.createElement("progress");
  picture.src = URL.createObjectURL(file);
  picture.alt = file.name;
  picture.addEventListener("error", () => item.classList.add("blind"));
  remove.type = "button";
  remove.setAttribute("aria-label", `Remove ${file.name}`);
  remove.addEventListener("click", () => {
    hold([...photo.files].filter((one) => one !== file));
    show();
    (strip.querySelector("button") || photo).focus();
  });
  Object.assign(bar, { max: 1, value: 0, hidden: true });
  bar.setAttribute("aria-label", `${file.name} sent`);
  item.append(picture, remove, bar);
  return item;
}

function show() {
  const files = [...photo.files];
  const many = files.length > 1;
  strip.querySelectorAll("img").forEach(letGo);
  strip.replaceChildren(...(many ? files.map(thumb) : []));
  strip.hidden = !many;
  more.hidden = !files.length;
  drop.classList.toggle("many", many);
  write.textContent = many ? `Write ${files.length} captions` : label;
  if (many) {
    letGo(preview);
    preview.hidden = true;
    drop.classList.remove("filled", "blind");
    chosen.textContent = `${files.length} photos, ${size(files.reduce((sum, f) => sum + f.size, 0))}`;
  } else if (files.length) {
    showPicture(URL.createObjectURL(files[0]), `${files[0].name}, ${size(files[0].size)}`);
  } else {
    drop.classList.remove("filled", "blind");
    preview.hidden = true;
    chosen.textContent = "";
  }
}

// Take files beside, or in the place of, those that are there; what is over a limit is named.
function take(files, { beside }) {
  const before = beside ? [...photo.files] : [];
  const light = [...files].filter((file) => file.size <= mostBytes);
  const heavy = [...files].find((file) => file.size > mostBytes);
  const all = [...before, ...light];
  forgetAllBut(photo);
  hold(all.slice(0, mostPhotos));
  show();
  const said = [];
  if (heavy && files.length === 1) {
    said.push(`This photo has ${size(heavy.size)}; the limit is ${size(mostBytes)}.`);
  } else if (heavy) {
    said.push(`${heavy.name} has ${size(heavy.size)}; the limit is ${size(mostBytes)} each.`);
  }
  if (all.length > mostPhotos) said.push(`The first ${mostPhotos} photos are taken.`);
  error.textContent = said.join(" ");
}

let held = []; // choosing replaces the field's files before anybody hears of it
photo.addEventListener("click", () => (held = [...photo.files]));
photo.addEventListener("cancel", () => (adding = false));
photo.addEventListener("change", () => {
  const files = [...photo.files];
  if (adding) hold(held);
  take(files, { beside: adding });
  adding = false;
});
camera.addEventListener("change", () => {
  if (camera.files.length) take([...camera.files], { beside: true });
});
more.addEventListener("click", () => {
  adding = true;
  photo.click();
});

function showSample(sample) {
  const picture = sample.parentElement.querySelector("img");
  forgetAllBut(sample);
  show();
  showPicture(picture.src, picture.alt);
}

for (const sample of samples) sample.addEventListener("change", () => showSample(sample));

// Over the whole page, so that a photo dropped beside the frame does not replace the page.
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return; // words dragged into the note
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop") take(event.dataTransfer.files, { beside: true });
  });
}
document.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) take(event.clipboardData.files, { beside: true });
});

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
  if (photo.files.length > 1) {
    event.preventDefault();
    sendMany(form, [...photo.files], [...strip.children]).catch((problem) => {
      error.textContent = problem.message;
      show();
      write.disabled = false;
    });
  }
});

// On every showing, since a browser that goes back restores the form, or the page as it was left.
window.addEventListener("pageshow", () => {
  write.disabled = false;
  const sample = samples.find((one) => one.checked);
  show();
  if (sample) showSample(sample);
});

// Sends many photos one by one, so that each has its own progress and one that fails stops no
// other; then leads to the batch's page.
"use strict";

async function sendMany(form, files, items) {
  const batch = await makeBatch(form);
  let arrived = 0;
  for (const [at, file] of files.entries()) {
    const sent = await sendPatiently(form, batch.id, file, items[at].querySelector("progress"));
    items[at].classList.add(sent ? "sent" : "failed");
    arrived += sent;
  }
  if (!arrived) throw new Error("No photo arrived: is there a connection?");
  location.assign(batch.page);
}

function token(form) {
  return form.elements.csrfmiddlewaretoken.value;
}

// The form's choices without its photos make a batch that waits for them.
async function makeBatch(form) {
  const brief = new FormData(form);
  for (const name of ["photo", "camera", "sample"]) brief.delete(name);
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  const response = await fetch(form.action, { method: "POST", body: brief, headers });
  const made = await response.json();
  if (!response.ok) throw new Error(made.detail);
  return made;
}

// So many photos in a minute: the server says when the next may come.
async function sendPatiently(form, batch, file, bar) {
  for (;;) {
    const { status, seconds } = await sendOne(form, batch, file, bar);
    if (status !== 429) return status >= 200 && status < 400;
    await new Promise((resolve) => setTimeout(resolve, 1000 * (seconds || 5)));
  }
}

// Fetch tells nothing of an upload's progress; its older sister does.
function sendOne(form, batch, file, bar) {
  const data = new FormData();
  data.set("image", file);
  bar.hidden = false;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/batches/${batch}/photos`);
    request.setRequestHeader("X-CSRFToken", token(form));
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      const seconds = Number(request.getResponseHeader("Retry-After"));
      resolve({ status: request.status, seconds });
    });
    request.send(data);
  });
}

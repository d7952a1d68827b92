// Keeps what was typed in this tab until the register has it, for when the connection is lost.
// It is forgotten when it was recorded or kept, when the tab is closed, and on signing out.

const PREFIX = "typed:";
const BACK = "What you typed here had not reached the register. It is back in the form.";

export function keepTyped() {
  forgetRecorded(document.querySelector("[data-recorded]")?.dataset.recorded);
  document
    .querySelector("form[action$='/sign-out']")
    ?.addEventListener("submit", () => stored().forEach(forget));
  document.querySelectorAll("[data-typed] form[data-keep]").forEach(keepForm);
}

function keepForm(form) {
  const person = form.closest("[data-typed]").dataset.typed;
  const decide = form.elements.namedItem("decide").value;
  const key = `${PREFIX}${person}:${window.location.pathname}:${decide}`;
  giveBack(form, read(key));
  form.addEventListener("input", () => write(key, form));
  form.addEventListener("kept", () => forget(key));
}

function write(key, form) {
  const typed = fields(form).map((field) => [field.name, field.value, Boolean(field.checked)]);
  const once = form.elements.namedItem("once").value;
  try {
    window.sessionStorage.setItem(key, JSON.stringify({ once, typed }));
  } catch {
    // A full or forbidden store: the server keeps the form all the same.
  }
}

function giveBack(form, kept) {
  if (!kept) return;
  const places = fields(form);
  const changed = places.filter((field, at) => {
    const [name, value, checked] = kept.typed[at] || [];
    if (name !== field.name) return false;
    const differs = isTicked(field) ? field.value === value && field.checked !== checked : field.value !== value;
    if (differs && isTicked(field)) field.checked = checked;
    else if (differs) field.value = value;
    return differs;
  });
  if (!changed.length) return;
  // Whatever it was sent with before, it is still recorded once.
  form.elements.namedItem("once").value = kept.once;
  form.querySelector("[data-kept-status]").textContent = BACK;
}

function fields(form) {
  return [...form.elements].filter((one) => one.name && !["hidden", "submit"].includes(one.type));
}

function isTicked(field) {
  return field.type === "radio" || field.type === "checkbox";
}

function forgetRecorded(once) {
  if (once) stored().filter((key) => read(key)?.once === once).forEach(forget);
}

function stored() {
  try {
    return Object.keys(window.sessionStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(window.sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget(key) {
  window.sessionStorage.removeItem(key);
}

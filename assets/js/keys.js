// Keys for going through a month in a meeting: each presses a link or button that the page has.
// They rest in fields, with Ctrl, Alt or Meta, and wherever they are switched off.

const OFF = "keys-off";
const FIELDS = "input, select, textarea, [contenteditable]";

export function hearKeys() {
  const page = document.querySelector("[data-meeting]");
  if (!page) return;
  document.addEventListener("keydown", (event) => press(page, event));
  offerSwitch(page);
}

// After each move the heading is said: a mistake, or what somebody else recorded, comes before it.
export function takeFocus() {
  if (!document.querySelector("[data-meeting]")) return;
  if (document.querySelector(".nhsuk-error-summary")) return;
  // Not before the browser has gone to the part of the page that the address names.
  window.addEventListener("load", () => window.setTimeout(() => first()?.focus()));
}

function first() {
  const late = document.getElementById("late");
  late?.setAttribute("tabindex", "-1");
  const form = document.querySelector("[data-meeting] form[data-keep]");
  const field = form?.querySelector("input:not([type=hidden]), select, textarea");
  return late || field || document.querySelector("[data-focus]");
}

function press(page, event) {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest(FIELDS) || isOff()) return;
  const wanted = [...page.querySelectorAll("[data-key]")].find(
    (one) => one.dataset.key === event.key.toLowerCase(),
  );
  if (!wanted) return;
  event.preventDefault();
  if (wanted.closest("[data-keys-help]")) wanted.focus();
  wanted.click();
}

function offerSwitch(page) {
  const button = page.querySelector("[data-keys-switch]");
  const said = page.querySelector("[data-keys-said]");
  const show = () => {
    button.textContent = isOff() ? "Switch the keys on" : "Switch the keys off";
    said.textContent = isOff() ? "The keys are switched off in this browser." : "";
    said.hidden = !isOff();
    page.classList.toggle("app-meeting--no-keys", isOff());
  };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    if (isOff()) window.localStorage.removeItem(OFF);
    else window.localStorage.setItem(OFF, "1");
    show();
  });
}

function isOff() {
  try {
    return window.localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

// Keeps a form for whoever is filling it in, a few seconds after the typing stops.
// Without scripts its button "Keep for later" does the same.

const WAIT = 3000;
const SIGNED_OUT =
  "Not kept: you have been signed out. Sign in again in another tab, then go on here.";
const FAILED = "Not kept. What you typed is still here: save it, or try “Keep for later”.";

export function keepForms() {
  document.querySelectorAll("form[data-keep]").forEach(keepForm);
}

function keepForm(form) {
  const status = form.querySelector("[data-kept-status]");
  let timer = 0;
  let sending = null;
  let leaving = false;

  const content = () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("keep", "1");
    return fields;
  };

  const keep = async (keepalive = false) => {
    timer = 0;
    sending?.abort();
    sending = new AbortController();
    try {
      const answer = await fetch(form.getAttribute("action") || window.location.href, {
        method: "POST",
        body: content(),
        headers: { "HX-Request": "true" },
        redirect: "manual",
        keepalive,
        signal: sending.signal,
      });
      if (!leaving) say(answer);
    } catch (error) {
      if (!leaving && error.name !== "AbortError") status.textContent = FAILED;
    }
  };

  const say = (answer) => {
    if (answer.status === 204) {
      status.textContent = `Kept at ${answer.headers.get("Kept-At")}. Nothing is saved yet.`;
      form.dispatchEvent(new CustomEvent("kept"));
    } else {
      status.textContent = answer.status === 401 ? SIGNED_OUT : FAILED;
    }
  };

  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, WAIT);
  });
  // What is sent is thrown away by the server: nothing may be kept behind its back.
  form.addEventListener("submit", () => {
    leaving = true;
    window.clearTimeout(timer);
    timer = 0;
    sending?.abort();
  });
  // Typed in the last seconds before the page is left.
  window.addEventListener("pagehide", () => {
    if (timer && !leaving) {
      leaving = true;
      window.clearTimeout(timer);
      keep(true);
    }
  });
}

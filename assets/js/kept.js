// Keeps a form for whoever is filling it in, a few seconds after the typing stops.
// Without scripts its button "Keep for later" does the same.

const WAIT = 3000;
const LONGEST = 2000;
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
  let underWay = null;
  let leaving = false;
  let waits = false;

  const content = () => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("keep", "1");
    return fields;
  };

  const keep = async (keepalive = false) => {
    timer = 0;
    sending?.abort();
    const own = (sending = new AbortController());
    try {
      const answer = await fetch(form.getAttribute("action") || window.location.href, {
        method: "POST",
        body: content(),
        headers: { "HX-Request": "true" },
        redirect: "manual",
        keepalive,
        signal: own.signal,
      });
      if (!leaving) say(answer);
    } catch (error) {
      if (!leaving && error.name !== "AbortError") status.textContent = FAILED;
    } finally {
      if (sending === own) sending = null;
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
    timer = window.setTimeout(() => (underWay = keep()), WAIT);
  });
  // What is sent is thrown away by the server: nothing may be kept behind its back. A keeping that
  // is under way cannot be called back, so its answer is waited for, but not for long.
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    timer = 0;
    if (waits) {
      event.preventDefault();
    } else if (sending && !leaving) {
      event.preventDefault();
      waits = true;
      const button = event.submitter;
      const enough = new Promise((goOn) => window.setTimeout(goOn, LONGEST));
      Promise.race([underWay, enough]).then(() => {
        waits = false;
        form.requestSubmit(button);
      });
    }
    leaving = true;
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

// Starts the design system's components, and the keeping of forms, on every page.
import { keepForms } from "./kept.js";
import { initAll } from "./nhsuk-frontend.js";

// The design system starts only where the page says that scripts run.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
keepForms();

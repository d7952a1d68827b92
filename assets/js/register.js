// Starts the design system's components, the keeping of forms, and the keys of a meeting.
import { keepForms } from "./kept.js";
import { hearKeys, takeFocus } from "./keys.js";
import { initAll } from "./nhsuk-frontend.js";
import { keepTyped } from "./typed.js";

// The design system starts only where the page says that scripts run.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
keepForms();
keepTyped();
hearKeys();
takeFocus();

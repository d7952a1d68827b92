// Starts the design system's components on every page.
import { initAll } from "./nhsuk-frontend.js";

initAll();

// Unpacks the packaged Chromium, with libraries for machines that lack them, into the temporary
// folder of this process.
import { fileURLToPath } from "node:url";
import chromium, { inflate } from "@sparticuz/chromium";

const programs = new URL("../bin/", import.meta.resolve("@sparticuz/chromium"));

await inflate(fileURLToPath(new URL("al2023.tar.br", programs)));
await chromium.executablePath();

// Look at pages in a real browser, in two widths, in light and dark: accessibility (axe-core, in the wide light one and
// the narrow dark one), width, requests, errors; and pictures to look at, on paper too.
//
//   npm install --prefix /tmp/check axe-core playwright-core
//   node engine/scripts/check_pages.mjs [--modules /tmp/check] [--pictures FOLDER] PAGE.html...
//
// The browser is the one that CHROMIUM names, or `chromium` on the PATH.  Exits with 1 when axe finds anything serious or
// critical, a page asks for anything from elsewhere, something is wider than its page, or a script fails.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const WIDTHS = [1280, 400];
const JUDGED = { light: 1280, dark: 400 }; // axe takes seconds a page: colours hang on the scheme, order on the width
const GRAVE = ["serious", "critical"];

/** Look at pages (paths); `visit(page, problems)` may look at more.  Returns the problems, one a line. */
export async function look(pages, { modules = ".", pictures = "", shown = basename, visit } = {}) {
  const require = createRequire(join(resolve(modules), "node_modules", "/"));
  const { chromium } = require("playwright-core");
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
  const executablePath = process.env.CHROMIUM || execFileSync("which", ["chromium"], { encoding: "utf-8" }).trim();
  const profile = mkdtempSync(join(tmpdir(), "check-pages-"));
  const options = { executablePath, args: QUIET, headless: true, offline: true, bypassCSP: true };
  const context = await chromium.launchPersistentContext(profile, options);
  const problems = [];
  try {
    const page = await context.newPage();
    listen(page, problems);
    for (const path of pages) await lookAt(page, path, { axe, pictures, name: shown(path), problems });
    if (visit) await visit(page, problems);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
  return problems;
}

function listen(page, problems) {
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) problems.push(`${page.url()}: asks for ${request.url()}`);
  });
  page.on("console", (message) => message.type() === "error" && problems.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
}

async function lookAt(page, path, { axe, pictures, name, problems }) {
  if (pictures) mkdirSync(pictures, { recursive: true });
  const picture = (what) => join(pictures, `${name.replaceAll("/", "-").replace(/\.html$/, "")}-${what}`);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(pathToFileURL(resolve(path)).href);
      if (pictures) await page.screenshot({ path: picture(`${width}-${colorScheme}.png`), fullPage: true });
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      const where = `${name} ${colorScheme} ${width}`;
      if (JUDGED[colorScheme] === width) await accessible(page, axe, where, problems);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) problems.push(`${where}: ${over} pixels too wide`);
    }
  }
  if (pictures) {
    await page.emulateMedia({ colorScheme: null });
    await page.goto(pathToFileURL(resolve(path)).href);
    await page.pdf({ path: picture("paper.pdf"), preferCSSPageSize: true, printBackground: false });
  }
}

async function accessible(page, axe, where, problems) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { preload: false }));
  for (const one of violations) {
    const line = `${where}: ${one.impact} ${one.id}: ${one.help} (${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)})`;
    if (GRAVE.includes(one.impact)) problems.push(line);
    else console.log(line);
  }
}

if (resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { modules: { type: "string" }, pictures: { type: "string" } }, allowPositionals: true,
  });
  if (!positionals.length) throw new Error("which pages?");
  const problems = await look(positionals, values);
  console.log(problems.join("\n") || `${positionals.length} pages, in two widths and two colours: no serious finding`);
  process.exit(problems.length ? 1 : 0);
}

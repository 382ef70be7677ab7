// Look at a book of rulebooks in a real browser: accessibility (axe-core), search, and pictures to look at.
//
//   checkmarket rules docs /tmp/book
//   npm install --prefix /tmp/check axe-core playwright-core
//   node engine/scripts/check_book.mjs /tmp/book /tmp/check [/tmp/pictures]
//
// The browser is the one that CHROMIUM names, or `chromium` on the PATH.  Exits with 1 when axe finds anything serious or
// critical, a page asks for anything outside the book, something is wider than its page, or the search finds nothing.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [book, modules, pictures] = process.argv.slice(2).map((one) => resolve(one));
const require = createRequire(join(modules, "node_modules", "/"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const browser = process.env.CHROMIUM || execFileSync("which", ["chromium"], { encoding: "utf-8" }).trim();
const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const largest = (folder) => readdirSync(join(book, folder)).sort().map((name) => join(folder, name));
const rules = largest("rules");
const pages = ["index.html", "domains.html", "instruments.html", "controls.html", "facts.html", "watch.html",
  largest("jurisdictions")[0], ...largest("rulebooks").slice(0, 2), rules[0], rules[Math.floor(rules.length / 2)],
  rules.find((name) => name.includes("children-consent")) || rules.at(-1)];
const problems = [];

const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "check-book-")), {
  executablePath: browser, args: quiet, headless: true, offline: true,
});
const page = await context.newPage();
page.on("request", (request) => {
  if (!/^(file|data):/.test(request.url())) problems.push(`${page.url()}: asks for ${request.url()}`);
});
page.on("console", (message) => message.type() === "error" && problems.push(`${page.url()}: ${message.text()}`));
page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 400]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    for (const name of pages) {
      await page.goto(pathToFileURL(join(book, name)).href);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { preload: false }));
      for (const one of violations) {
        const line = `${name} ${colorScheme} ${width}: ${one.impact} ${one.id}: ${one.help} (${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)})`;
        if (["serious", "critical"].includes(one.impact)) problems.push(line);
        else console.log(line);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) problems.push(`${name} ${width}: ${overflow} pixels too wide`);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.evaluate(() => document.querySelectorAll("details").forEach((one, at) => { one.open = at === 0; }));
        await page.screenshot({ path: join(pictures, `${name.replaceAll("/", "-")}-${width}-${colorScheme}.png`) });
      }
    }
  }
}

await page.goto(`${pathToFileURL(join(book, "index.html")).href}?q=consent`);
const hits = await page.locator("#search-results li").count();
if (!hits) problems.push("the search for 'consent' finds nothing");
await page.locator("#search-results a").first().click();
await page.waitForLoadState();
if (!(await page.locator("h1").count())) problems.push("the first hit of the search leads nowhere");

await context.close();
console.log(problems.length ? problems.join("\n") : `${pages.length} pages looked at in two widths and two colours: no serious finding; ${hits} hits`);
process.exit(problems.length ? 1 : 0);

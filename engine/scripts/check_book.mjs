// Look at a book of rulebooks in a real browser, as check_pages.mjs does (a choice of its pages), and try its search.
//
//   checkmarket rules docs /tmp/book
//   npm install --prefix /tmp/check axe-core playwright-core
//   node engine/scripts/check_book.mjs /tmp/book /tmp/check [/tmp/pictures]
//
// Exits with 1 for what check_pages.mjs finds, and when the search finds nothing.
import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { look } from "./check_pages.mjs";

const [book, modules, pictures] = process.argv.slice(2).map((one) => resolve(one));
const listed = (folder) => readdirSync(join(book, folder)).sort().map((name) => join(folder, name));
const rules = listed("rules");
const pages = ["index.html", "domains.html", "instruments.html", "controls.html", "facts.html", "watch.html",
  listed("jurisdictions")[0], ...listed("rulebooks").slice(0, 2), rules[0], rules[Math.floor(rules.length / 2)],
  rules.find((name) => name.includes("children-consent")) || rules.at(-1)];
let hits = 0;

async function search(page, problems) {
  await page.goto(`${pathToFileURL(join(book, "index.html")).href}?q=consent`);
  hits = await page.locator("#search-results li").count();
  if (!hits) return problems.push("the search for 'consent' finds nothing");
  await page.locator("#search-results a").first().click();
  await page.waitForLoadState();
  if (!(await page.locator("h1").count())) problems.push("the first hit of the search leads nowhere");
}

const shown = (path) => relative(book, path);
const problems = await look(pages.map((name) => join(book, name)), { modules, pictures, shown, visit: search });
console.log(problems.join("\n") || `${pages.length} pages: no serious finding; ${hits} hits`);
process.exit(problems.length ? 1 : 0);

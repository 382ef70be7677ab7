#!/usr/bin/env python3
"""Ask a real yaml-language-server what an author would see: completion of ids, and a planted mistake.

Writes nothing but what it prints; rules/EDITORS.md keeps the record.  Needs node and the server of the npm registry:

    npm install --prefix /tmp/editor yaml-language-server
    python engine/scripts/check_editor.py /tmp/editor/node_modules/.bin/yaml-language-server
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = "yaml"
SECONDS = 60

BOOK = """\
# yaml-language-server: $schema=../../rules/schema/rulebook.schema.json
rulebook: EU.tax
jurisdiction: EU
domain: tax
title: A sample
rules:
  - id: EU.tax.sample
    title: A sample
    kind: must
    severity: high
    weight: 5
    from: 2026-01-01
    cite:
      - instrument: vat-directive
        article: "1"
    applies_when: {term: in-scope}
    requires:
      fact: tax.invoices
      includes: both-parties
    remediation:
      - publish-imprint
    status: draft
"""
CASES = """\
# yaml-language-server: $schema=../../../rules/schema/cases.schema.json
cases: EU.tax
items:
  - case: a sample
    rule: EU.tax.invoice-details
    facts:
      offer.audience: both
    expect: pass
"""


class Server:
    """A language server on the other end of two pipes."""

    def __init__(self, command: str) -> None:
        self.process = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.answers: Queue = Queue()
        self.diagnostics: Queue = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def notify(self, method: str, parameters: dict) -> None:
        self._send({"method": method, "params": parameters})

    def ask(self, method: str, parameters: dict) -> object:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": parameters})
        while (answer := self.answers.get(timeout=SECONDS)).get("id") != self.number:
            pass
        return answer["result"]

    def _send(self, message: dict) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _listen(self) -> None:
        while line := self.process.stdout.readline():
            if not line.startswith(b"Content-Length:"):
                continue
            self.process.stdout.readline()
            message = json.loads(self.process.stdout.read(int(line.split(b":")[1])))
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics.put(message["params"])
            elif "method" in message and "id" in message:  # it asks for settings: it gets none
                items = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
                self._send({"id": message["id"], "result": [{}] * len(items) if items else None})
            elif "id" in message:
                self.answers.put(message)


class Editor:
    """Opens texts and asks about them, as an editor does."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        capabilities = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}}
        server.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        server.notify("initialized", {})
        settings = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}
        server.notify("workspace/didChangeConfiguration", {"settings": settings})

    def open(self, name: str | Path, text: str) -> list[str]:
        """The messages of the server about a text, with their lines."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        item = {"uri": path.as_uri(), "languageId": LANGUAGE, "version": 1, "text": text}
        self.server.notify("textDocument/didOpen", {"textDocument": item})
        while (found := self.server.diagnostics.get(timeout=SECONDS))["uri"] != path.as_uri():
            pass
        return [f"line {one['range']['start']['line'] + 1}: {one['message']}" for one in found["diagnostics"]]

    def complete(self, name: str, before: str) -> dict[str, str]:
        """What is offered right after the text before it: the words, and what is said of them."""
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        place = {
            "textDocument": {"uri": (self.folder / name).as_uri()},
            "position": {"line": line, "character": column},
        }
        found = self.server.ask("textDocument/completion", place)
        items = found["items"] if isinstance(found, dict) else found
        return {one["label"]: _text(one.get("documentation")) for one in items}


def _text(documentation: object) -> str:
    return documentation.get("value", "") if isinstance(documentation, dict) else str(documentation or "")


COMPLETIONS = [  # the file, the passage, how much of it stays, and a word that must be offered
    ("a fact of a condition", "book", "      fact: ", "tax.invoices", "users.monthly_active"),
    ("a term", "book", "{term: ", "in-scope", "EU.data-protection/gdpr-applies"),
    ("an instrument", "book", "instrument: ", "vat-directive", "gdpr"),
    ("a control", "book", "      - ", "publish-imprint", "appoint-eu-representative"),
    ("a rule", "cases", "    rule: ", "EU.tax.invoice-details", "EU.tax.sales-records"),
    ("the key of a fact", "cases", "      ", "offer.audience: both", "offer.sold_online"),
    ("a value of a fact", "cases", "offer.audience: ", "both", "consumers"),
]
MISTAKES = [
    ("a fact that does not exist", "book", "tax.invoices", "tax.invoises"),
    ("a control that does not exist", "book", "publish-imprint", "publish-imprnt"),
    ("an unknown key", "book", "severity:", "severty:"),
    ("a rule that does not exist", "cases", "EU.tax.invoice-details", "EU.tax.invoice-detail"),
    ("a value that the fact does not have", "cases", "both", "boht"),
]


def main() -> int:
    command = sys.argv[1] if len(sys.argv) > 1 else shutil.which("yaml-language-server") or ""
    if not command:
        raise SystemExit("no yaml-language-server: see the first lines of this script")
    with tempfile.TemporaryDirectory() as temporary:
        return check(command, Path(temporary))


def check(command: str, folder: Path) -> int:
    """Try everything on a copy of the library; returns how many trials did not come out."""
    for name in ("rules", "jurisdictions"):
        shutil.copytree(ROOT / name, folder / name)
    texts = {"book": BOOK, "cases": CASES}
    files = {"book": "jurisdictions/EU/sample.yaml", "cases": "jurisdictions/EU/cases/sample.yaml"}
    for name, path in files.items():
        (folder / path).write_text(texts[name], "utf-8")
    schema = [sys.executable, "-m", "checkmarket", "rules", "schema", "--use"]
    subprocess.run([*schema, "--library", str(folder)], check=True, cwd=ROOT / "engine", stdout=subprocess.DEVNULL)
    texts = {name: (folder / path).read_text("utf-8") for name, path in files.items()}
    package = Path(command).resolve().parents[1] / "package.json"
    version = json.loads(package.read_text("utf-8"))["version"] if package.is_file() else "of unknown version"
    sys.stdout.write(f"yaml-language-server {version}\n")
    server = Server(command)
    try:
        failed = sum(_trials(Editor(server, folder), files, texts))
    finally:
        server.process.kill()
    sys.stdout.write(f"{failed} of {len(COMPLETIONS) + len(MISTAKES) + len(files) + 1} trials did not come out\n")
    return min(failed, 1)


def _trials(editor: Editor, files: dict[str, str], texts: dict[str, str]):
    """One line a trial; yields whether it failed."""
    for name, path in files.items():
        found = editor.open(path, texts[name])
        yield _say(f"{name}: without mistakes", "; ".join(found), good=not found)
    shipped = sorted(path for part in ("rules", "jurisdictions") for path in (editor.folder / part).rglob("*.yaml"))
    marked = {path.name: found for path in shipped if (found := editor.open(path, path.read_text("utf-8")))}
    yield _say(f"{len(shipped)} files of the library: without mistakes", str(marked or ""), good=not marked)
    for n, (what, name, before, word, wanted) in enumerate(COMPLETIONS):
        path = files[name].replace("sample", f"complete-{n}")
        start, _, rest = texts[name].partition(before + word)
        editor.open(path, start + before + rest)
        offered = editor.complete(path, start + before)
        yield _say(f"completes {what}: {len(offered)} words, {wanted}", offered.get(wanted, ""), good=wanted in offered)
    for n, (what, name, right, wrong) in enumerate(MISTAKES):
        found = editor.open(files[name].replace("sample", f"mistake-{n}"), texts[name].replace(right, wrong, 1))
        yield _say(f"marks {what}", "; ".join(found), good=bool(found))


def _say(sentence: str, detail: str, *, good: bool) -> bool:
    shown = " ".join(detail.split())[:90]
    sys.stdout.write(f"{'ok ' if good else 'NOT'} {sentence}{f' | {shown}' if shown else ''}\n")
    return not good


if __name__ == "__main__":
    raise SystemExit(main())

#!/usr/bin/env python3
"""Builds every example of the CommonMark and GFM suites as a page, and looks for letters that were lost.

    tests/readers/spec.py ONRECORD

The examples are read where registry packages ship them, none is kept here: the suites of the pulldown-cmark that Cargo.lock
names (CommonMark's specification, GFM's tables, strikethrough and task lists, footnotes, callouts, and its regressions).
An example that onrecord finds fault with is told of, and not built. Of each other one, the letters and digits of the
reference rendering must stand in the page's text, in their order. What differs for a reason is named in `MOVED`.
"""

import collections
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SUITES = [
    "spec", "gfm_table", "gfm_strikethrough", "gfm_tasklist", "footnotes", "blockquotes_tags", "strikethrough", "table", "regression",
]
EXAMPLE = re.compile(r'fn (\w+)\(\) \{\s*let original = r##"(.*?)"##;\s*let expected = r##"(.*?)"##;', re.S)
# The reference leaves a definition where it was written, and a page shows footnotes below its text: the words are the same,
# and their order is another.
MOVED = {"footnotes_test_5", "footnotes_test_10", "footnotes_test_11", "footnotes_test_15"}


def suites(root):
    """The folder of the suites, from the registry that Cargo uses."""
    host = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    host = re.search(r"host: (\S+)", host).group(1)
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host]
    data = subprocess.run(command, cwd=root, capture_output=True, check=True)
    for package in json.loads(data.stdout)["packages"]:
        if package["name"] == "pulldown-cmark":
            return Path(package["manifest_path"]).parent / "tests/suite"
    raise SystemExit("tests/readers/spec.py: Cargo.lock names no pulldown-cmark")


def text_of(markup):
    # Numbers of footnotes are letters here; a comment is nobody's to read.
    markup = re.sub(r'<sup class="footnote[^>]*>.*?</sup>', "", markup, flags=re.S)
    markup = re.sub(r"<!--.*?-->", "", markup, flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def stands_in(wanted, page):
    """The letters of one text in the other, in their order."""
    rest = iter(letter for letter in page if letter.isalnum())
    return all(letter in rest for letter in wanted if letter.isalnum())


def has_words(wanted, page):
    """The words of one text in the other, as often."""
    return not collections.Counter(re.findall(r"\w+", wanted)) - collections.Counter(re.findall(r"\w+", page))


def main():
    program, root = sys.argv[1], Path(__file__).resolve().parent.parent.parent
    examples, folder = [], suites(root)
    for suite in SUITES:
        source = (folder / f"{suite}.rs").read_text(encoding="utf-8")
        examples += [(name, text, wanted) for name, text, wanted in EXAMPLE.findall(source)]
    if len(examples) < 900:
        raise SystemExit(f"tests/readers/spec.py: only {len(examples)} examples were found")
    with tempfile.TemporaryDirectory() as folder:
        project, out = Path(folder) / "project", Path(folder) / "site"
        shutil.copytree(root / "tests/sites/minimal", project)
        for name, text, _ in examples:
            (project / f"content/{name}.md").write_text(f'---\ntitle: "E"\n---\n\n{text}', encoding="utf-8")
        told = collections.defaultdict(set)
        while True:
            checked = subprocess.run([program, "--project", project, "check", "--format", "json"], capture_output=True, text=True)
            found = [one for one in json.loads(checked.stdout)["diagnostics"] if one["severity"] == "error"]
            if not found:
                break
            for one in found:
                told[Path(one["file"]).stem].add(one["rule"])
                (project / one["file"]).unlink(missing_ok=True)
        subprocess.run([program, "--project", project, "-q", "build", "--out", out], check=True)
        lost = []
        for name, text, wanted in examples:
            if name in told:
                continue
            page = (out / f"{name}.html").read_text(encoding="utf-8").split("<main", 1)[1]
            is_there = has_words if name in MOVED else stands_in
            if not is_there(text_of(wanted), text_of(page)):
                lost.append(f"{name}: {text!r}\n    should hold {text_of(wanted)!r}")
    rules = collections.Counter(rule for rules in told.values() for rule in rules)
    print(f"CommonMark and GFM: {len(examples)} examples, {len(told)} told of ({', '.join(f'{n} {r}' for r, n in rules.most_common())})")
    for line in lost:
        print(f"  lost: {line}")
    sys.exit(bool(lost))


main()

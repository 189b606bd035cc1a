"""Scores the reader of saved pages against ground truth: text (F1, precision, recall), days, and quotations copied from the pages.

Nothing of it is part of the project: the pages are other people's and stay where they are fetched. To get the corpora, in a folder DIR outside
of the repository:

    git clone https://github.com/scrapinghub/article-extraction-benchmark DIR/aeb   181 news pages with their article's text
    git clone https://github.com/adbar/trafilatura DIR/traf                         ~1,000 pages with words that must, and must not, be in the text
    git clone https://github.com/adbar/htmldate DIR/hd                              ~1,000 pages with their days
    python3 -m venv DIR/venv && DIR/venv/bin/pip install trafilatura htmldate readability-lxml lxml_html_clean

and then

    cargo build --release && DIR/venv/bin/python benches/reader.py DIR target/release/onrecord [text] [days] [quotations] [--worst]

Every page is imported by the program itself, as a desk would, into a project that is thrown away. `text` is the capture without the lines that
the source names as no part of the body (headline, byline, captions); what can be quoted is all of it, which `recall of all` shows.
"""

import collections
import concurrent.futures
import html
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

TOKEN = re.compile(r"\w+", re.UNICODE)


def imported(program, pages):
    """Page → (text of the body, whole capture, day, remarks); a page that is refused gives empty ones."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / "project"
        subprocess.run([program, "init", "--empty", str(root)], capture_output=True, check=True)

        def one(numbered):
            number, page = numbered
            ran = subprocess.run(
                [program, "--project", str(root), "import", "--id", f"p{number}", str(page)], capture_output=True, text=True, timeout=120
            )
            if ran.returncode != 0:
                return page, ("", "", None, ran.stderr)
            capture = (root / f"content/captures/p{number}.txt").read_text()
            source = (root / f"content/sources/p{number}.md").read_text()
            day = re.search(r'^(?:# )?published: "?([0-9-]{8,})', source, re.M)
            apart = re.search(r"^ *# Lines of the capture that are not the article's body: (.*)", source, re.M)
            lines = {int(number) for number in re.findall(r"\d+", apart.group(1))} if apart else set()
            body = "\n".join(line for at, line in enumerate(capture.split("\n"), 1) if at not in lines)
            return page, (body, capture, day and day.group(1), ran.stdout + ran.stderr)

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return dict(pool.map(one, enumerate(pages)))


def shingles(text):
    tokens = TOKEN.findall(text or "")
    return collections.Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)) if tokens)


def against_article(true, found):
    """Precision and recall of four words in a row, as the benchmark of article extraction counts them."""
    true, found = shingles(true), shingles(found)
    hit = sum((true & found).values())
    wrong, missed = sum(found.values()) - hit, sum(true.values()) - hit
    precision = None if hit + wrong == 0 else hit / (hit + wrong)
    recall = None if hit + missed == 0 else hit / (hit + missed)
    return precision, recall


def squeezed(text):
    text = unicodedata.normalize("NFC", text or "")
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


UNIT = re.compile(r"^(per ?cent|%|thousand|million|billion|trillion|per|hundred|[mb]n)\b", re.I)


def cuts_a_figure(words, start, end):
    """Whether words[start:end] begins or ends inside a figure: "2.8 | per cent", "$63 | billion". Such a cut is refused, and ought to be."""

    def inside(at):
        return 0 < at < len(words) and words[at - 1][-1:].isdigit() and (UNIT.match(words[at]) or words[at][:1].isdigit())

    return inside(start) or inside(end)


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / max(1, len(values))


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def rivals():
    import trafilatura
    from readability import Document
    from lxml import html as parsed

    def lxml_text(page):
        return parsed.fromstring(Document(page.read_bytes().decode("utf-8", "replace")).summary()).text_content()

    yield "trafilatura", lambda page: trafilatura.extract(page.read_bytes(), include_comments=False) or ""
    yield "readability-lxml", lxml_text


def text(corpora, program, worst):
    truth = json.loads((corpora / "aeb/ground-truth.json").read_text())
    pages = {key: page for key in truth if (page := corpora / f"aeb/html/{key}.html").is_file()}
    if not pages:
        import gzip

        for key in truth:
            packed = corpora / f"aeb/html/{key}.html.gz"
            if packed.is_file():
                page = corpora / f"aeb/{key}.html"
                page.write_bytes(gzip.decompress(packed.read_bytes()))
                pages[key] = page
    ours = imported(program, pages.values())
    rows = {"onrecord": lambda page: ours[page][0], "onrecord, all": lambda page: ours[page][1]}
    rows.update(rivals())
    print(f"article-extraction-benchmark, {len(pages)} pages")
    for name, of in rows.items():
        scores = {}
        for key, page in pages.items():
            try:
                scores[key] = against_article(truth[key].get("articleBody", ""), of(page))
            except Exception:
                scores[key] = (0, 0)
        precision, recall = mean(p for p, _ in scores.values()), mean(r for _, r in scores.values())
        print(f"  {name:18} F1 {f1(precision, recall):.3f}  precision {precision:.3f}  recall {recall:.3f}")
        if worst and name == "onrecord":
            for key, score in sorted(scores.items(), key=lambda item: f1(*(value or 0 for value in item[1])))[:25]:
                print("     ", score, pages[key])
    data = json.loads((corpora / "traf/tests/evaldata.json").read_text())
    found = {}
    for item in data.values():
        for room in ("cache", "eval"):
            page = corpora / "traf/tests" / room / item["file"]
            if page.is_file():
                found.setdefault(page, item)
    ours = imported(program, found)
    print(f"trafilatura's pages, {len(found)}")
    for name, of in rows.items():
        hit = wrong = missed = right = 0
        each = []
        for page, item in found.items():
            try:
                words = squeezed(of(page))
            except Exception:
                words = ""
            has = sum(squeezed(one) in words for one in item["with"])
            has_not = sum(squeezed(one) in words for one in item["without"])
            hit, missed, wrong, right = hit + has, missed + len(item["with"]) - has, wrong + has_not, right + len(item["without"]) - has_not
            each.append((has - len(item["with"]) - has_not, page, item, has))
        precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
        print(f"  {name:18} F1 {f1(precision, recall):.3f}  precision {precision:.3f}  recall {recall:.3f}")
        if name == "onrecord":
            silent = [page for _, page, item, has in each if has == 0 and item["with"] and not re.search("left out|articleBody|hardly any text|could not be told|og:description|box of comments", ours[page][3])]
            print(f"    pages of which nothing is there: {sum(has == 0 for *_, has in each)}, in silence: {len(silent)}")
            if worst:
                for lost, page, item, has in sorted(each, key=lambda one: one[0])[:40]:
                    words = squeezed(of(page))
                    print("     ", lost, page.name, "LACKS", [one[:50] for one in item["with"] if squeezed(one) not in words], "HAS", [one[:40] for one in item["without"] if squeezed(one) in words])
                print("      silent:", [page.name for page in silent])


def days(corpora, program, worst):
    import htmldate

    for name in ("eval_default.json", "eval_mediacloud_2020.json"):
        data = json.loads((corpora / "hd/tests" / name).read_text())
        found = {}
        for item in data.values():
            for room in ("cache", "eval", "test_set"):
                page = corpora / "hd/tests" / room / item["file"]
                if page.is_file() and item["date"]:
                    found.setdefault(page, item["date"])
        ours = imported(program, found)

        def rival(page):
            try:
                return htmldate.find_date(page.read_bytes().decode("utf-8", "replace"), original_date=True)
            except Exception:
                return None

        theirs = {page: rival(page) for page in found}
        print(f"days, {name}: {len(found)} pages (a suggested day counts)")
        for who, of in (("onrecord", lambda page: ours[page][2]), ("htmldate", theirs.get)):
            right = sum(of(page) == day for page, day in found.items())
            none = sum(of(page) is None for page in found)
            print(f"  {who:18} right {right}, wrong {len(found) - right - none}, none {none}")
        if worst:
            for page, day in found.items():
                if ours[page][2] != day:
                    print("     ", page.name, day, ours[page][2], theirs[page])


def is_sentence(paragraph):
    """Whether a paragraph of the truth ends as a sentence does. Captions, labels, credits, and links to other articles and to products stand
    among its paragraphs, too; whoever copies two sentences from a page has none of them between."""
    return re.search(r"[.!?…。][\"”“»«’')\]]*$", paragraph) is not None and not re.match(r"\W*(image|photo) credit", paragraph, re.I)


def words_of_page(page):
    """What a page has, tags taken out with and without a space in their place: a word of the truth that it has not was never copied from it."""
    code = html.unescape(page.read_bytes().decode("utf-8", "replace"))
    return {word for gap in ("", " ") for word in TOKEN.findall(re.sub(r"<[^>]*>", gap, code))}


def quotations(corpora, program, worst):
    """Sentences, and two sentences over a paragraph's end, out of the articles' true text: honest quotations. Left out are pairs of which one is
    no sentence or stands in the text once more (a pull quote), and words that the page does not have."""
    truth = json.loads((corpora / "aeb/ground-truth.json").read_text())
    random.seed(1)
    counts = collections.Counter()
    pages = {}
    for key in truth:
        for page in (corpora / f"aeb/html/{key}.html", corpora / f"aeb/{key}.html"):
            if page.is_file():
                pages[key] = page
    with tempfile.TemporaryDirectory() as folder:
        kept = pathlib.Path(folder) / "kept"
        kept.mkdir()
        for key, page in pages.items():
            (kept / f"{key}.html").write_bytes(page.read_bytes())
        for kind in ("in sentences", "across paragraphs"):
            lines = []
            for key in pages:
                known = words_of_page(pages[key])
                paragraphs = [one.strip() for one in truth[key].get("articleBody", "").split("\n") if one.strip()]
                for at in random.sample(range(len(paragraphs)), min(10, len(paragraphs))):
                    words = paragraphs[at].split()
                    if len(words) < 12:
                        continue
                    if kind == "in sentences":
                        start = random.randrange(max(1, len(words) - 12))
                        end = start + random.randint(8, 12)
                        if cuts_a_figure(words, start, end):
                            continue
                        words = words[start:end]
                    elif at + 1 < len(paragraphs):
                        pair = paragraphs[at : at + 2]
                        repeated = [one for one in pair if sum(one in other for other in paragraphs) > 1]
                        if repeated or not all(map(is_sentence, pair)):
                            continue
                        after = paragraphs[at + 1].split()
                        if cuts_a_figure(words, len(words) - 8, len(words)) or cuts_a_figure(after, 0, 8):
                            continue
                        words = words[-8:] + after[:8]
                    else:
                        continue
                    quoted = " ".join(words)
                    if not known.issuperset(TOKEN.findall(quoted)):
                        continue
                    if not any(mark in quoted for mark in "\"“”„«»‘’'*_[]<>`"):
                        lines.append(f"“{quoted}”")
            draft = pathlib.Path(folder) / "draft.txt"
            draft.write_text("\n\n".join(lines))
            ran = subprocess.run([program, "quotes", str(draft), "--in", str(kept), "--format", "json"], capture_output=True, text=True)
            judged = json.loads(ran.stdout)["quotations"]
            failed = [one for one in judged if one["fails"]]
            print(f"quotations {kind}: {len(judged)}, refused {len(failed)} ({100 * len(failed) / max(1, len(judged)):.1f} %)")
            if worst:
                for one in failed[:25]:
                    print("     ", one["words"][:110], "|", one["said"][:160])


def main():
    folder, program, *wanted = sys.argv[1:]
    worst = "--worst" in wanted
    parts = [text, days, quotations]
    for part in parts:
        if part.__name__ in wanted or not set(wanted) - {"--worst"}:
            part(pathlib.Path(folder), str(pathlib.Path(program).resolve()), worst)


main()

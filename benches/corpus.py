#!/usr/bin/env python3
"""Writes projects to measure with: the same invented articles, in the form that each program wants.

    benches/corpus.py --pages 1000 --out FOLDER [--seed 1] [--layout plain,evidence,hugo,zola]

  plain     an onrecord project; ordinary footnotes
  evidence  an onrecord project; each of the eight footnotes of an article is an evidence note that quotes a sentence of one
            of PAGES/5 sources, and the claim says what that sentence says, so that it compiles with every rule on
  hugo      the plain articles as a Hugo site
  zola      the plain articles as a Zola site

An article has about 900 words in six sections, two lists, a table, five links to others, eight footnotes, and a paragraph
with the words "bench-anchor 0." for those who measure edits. A source's capture has about 1,000 words. The same arguments
give the same bytes. Standard library only.
"""

import argparse
import hashlib
import json
import random
from pathlib import Path

SUBJECTS = """the harbour office|a second witness|the port authority|the district court|one local editor|the survey team
the night crew|the municipal archive|a former engineer|the relief committee|the station master|an independent reviewer
the coastal patrol|the school council|the family's lawyer|a hospital clerk|the railway company|the river commission""".replace("\n", "|").split("|")
VERBS = """described|recorded|confirmed|published|revised|compared|located|photographed|questioned|repeated|signed|withdrew
measured|checked|kept|received|translated|copied""".replace("\n", "|").split("|")
OBJECTS = """the eastern quay|a damaged warehouse|the burned register|an early statement|the shipping ledger|a broken signal lamp
the evening ferry|a sealed letter|the missing chart|the flooded cellar|a printed notice|the old weighbridge|the tide table
an unsigned note|the collapsed wall|the cargo manifest|a borrowed lorry|the second pier""".replace("\n", "|").split("|")
ENDINGS = """before the storm reached the bay|while the crane was being moved|after the inspectors had left|near the customs house
beside the grain silo|without naming any person|in a letter to the council|during the spring inquiry|along the northern road
at the request of the parish|with the help of a neighbour|behind the fish market""".replace("\n", "|").split("|")
LINKS = "and|but|while|because|although|so that".split("|")
COUNTED = "houses|windows|lorries|barges|cranes|sheds|lamps|carts".split("|")
SYLLABLES = "har lo mi ra tel ve dor ka lin pe sta no rue bor sen gal tov ner".split()
OUTLETS = "Harbour Times|Evening Post|Coast Gazette|River Observer|Bay Courier|Northern Record".split("|")
HEADINGS = "Background|What happened|The sequence|What the sources say|The official version|Later findings|Open questions|Aftermath".split("|")
MONTHS = "January February March April May June July August September October November December".split()


class Text:
    """Invented prose."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def name(self):
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.choice((2, 2, 3)))).capitalize()

    def clause(self):
        pick = self.random.choice
        return f"{pick(SUBJECTS)} {pick(VERBS)} {pick(OBJECTS)} {pick(ENDINGS)}"

    def sentence(self, mark=True):
        words = self.clause()
        if self.random.random() < 0.5:
            words += f", {self.random.choice(LINKS)} {self.clause()}"
        if mark and self.random.random() < 0.12:
            parts = words.split(" ")
            at = self.random.randrange(len(parts) - 1)
            parts[at] = f"*{parts[at]}*" if parts[at].isalpha() else parts[at]
            words = " ".join(parts)
        return words[0].upper() + words[1:] + "."

    def counted(self):
        """A sentence with a number, for sources."""
        pick = self.random.choice
        number = self.random.randint(11, 480)
        return f"{pick(SUBJECTS).capitalize()} counted {number} {pick(COUNTED)} {pick(ENDINGS)}."

    def prose(self, count):
        return " ".join(self.sentence() for _ in range(count))

    def day(self, first=1900, last=2020):
        return f"{self.random.randint(1, 28)} {self.random.choice(MONTHS)} {self.random.randint(first, last)}"


def slug(index):
    text = Text(f"slug/{index}")
    return f"{text.name()}-{text.name()}-{index:05}".lower()


class Source:
    """A capture with sentences that can be quoted."""

    def __init__(self, index, seed):
        text = Text(f"{seed}/source/{index}")
        self.id = f"src-{index:05}"
        self.outlet = text.random.choice(OUTLETS)
        self.day = f"{text.random.randint(2012, 2020)}-{text.random.randint(1, 12):02}-{text.random.randint(1, 28):02}"
        self.quotable = []
        paragraphs = []
        for _ in range(10):
            sentences = [text.sentence(mark=False) for _ in range(4)]
            own = text.counted() if text.random.random() < 0.3 else text.clause().capitalize() + "."
            sentences.insert(text.random.randrange(5), own)
            self.quotable.append(own)
            paragraphs.append(" ".join(sentences))
        self.capture = "\n\n".join(paragraphs) + "\n"

    def files(self):
        digest = hashlib.sha256(self.capture.encode()).hexdigest()
        head = (f"title: \"Report of the {self.outlet} {self.id}\"\noutlet: {self.outlet}\nkind: news-report\n"
                f"published: {self.day}\npublished_basis: dateline\nlanguage: en\ncapture:\n  sha256: {digest}\n")
        yield f"content/sources/{self.id}.md", f"---\n{head}---\n\nA source of the benchmark.\n"
        yield f"content/captures/{self.id}.txt", self.capture


class Article:
    def __init__(self, index, pages, seed):
        self.index, self.pages = index, pages
        self.text = Text(f"{seed}/{index}")
        self.slug = slug(index)
        self.title = f"The {self.text.random.choice(OBJECTS).split(' ')[-1]} of {self.text.name()} and {self.text.name()}"
        self.standfirst = self.text.sentence(mark=False)
        self.date = f"{self.text.random.randint(2012, 2024)}-{self.text.random.randint(1, 12):02}-{self.text.random.randint(1, 28):02}"
        self.labels = [f"{self.text.name().lower()}-{number}" for number in range(8)]

    def body(self, link, claims):
        """The body; `link(slug)` is how another article is linked to, `claims` what the eight notes and sentences are."""
        text = self.text
        text.random.seed(f"body/{self.index}")
        claims = list(zip(self.labels, claims))
        links = [(self.index + step) % self.pages for step in (1, 7, 31, 113, 577)]
        heads = text.random.sample(HEADINGS, 6)

        def claim():
            label, (sentence, _) = claims[claim.next]
            claim.next += 1
            return f"{sentence}[^{label}]"
        claim.next = 0

        def see():
            return f"See [{text.random.choice(OBJECTS)}]({link(slug(links.pop()))})."

        blocks = [f"{text.prose(2)} {claim()}", "This paragraph holds the marker bench-anchor 0."]
        for number, head in enumerate(heads):
            blocks.append(f"## {head}")
            blocks.append(f"{text.prose(2)} {claim()} {see() if links else ''}".rstrip())
            blocks.append(text.prose(2))
            if number in (1, 4):
                blocks.append("\n".join(f"- {text.sentence()}" for _ in range(3)))
            if number == 2:
                rows = [f"| {text.name()} | {text.random.choice(OBJECTS)} | {text.random.choice(OUTLETS)} |" for _ in range(6)]
                blocks.append("\n".join(["| Place | What | By whom |", "| --- | --- | --- |", *rows]))
        blocks.append(f"{text.prose(2)} {claim()}")
        blocks.append("\n".join(f"[^{label}]: {note}" for label, (_, note) in claims))
        return "\n\n".join(blocks) + "\n"

    def plain(self):
        text = Text(f"plain/{self.index}")
        return [(text.clause().capitalize() + ".",
                 f"{text.random.choice(OUTLETS)}, {text.day()}, <https://sources.example/{label}>: “{text.random.choice(OBJECTS)}”.")
                for label in self.labels]

    def evidence(self, sources):
        random_ = random.Random(f"evidence/{self.index}")
        claims = []
        for _ in self.labels:
            source = sources[random_.randrange(len(sources))]
            words = random_.choice(source.quotable)
            claims.append((words, f"\n    @{source.id} \"{words}\""))
        return claims

    def head(self, **fields):
        fields = {"title": self.title, "date": self.date, **fields}
        return "---\n" + "".join(f"{key}: {value if key == 'date' else json.dumps(value)}\n" for key, value in fields.items()) + "---\n\n"


SITE = "title: Bench site\ndescription: All articles\nbase_url: https://bench.example/\nlanguage: en\n"
CSS = "body { font: 18px/1.6 serif; margin: 0 auto; max-width: 42rem }\n"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">Bench site</a></header><main>{main}</main></body></html>
"""
ZOLA = {
    "config.toml": 'base_url = "https://bench.example"\ntitle = "Bench site"\ncompile_sass = false\nbuild_search_index = false\n'
                   "minify_html = false\ngenerate_feeds = false\n[markdown]\nsmart_punctuation = false\n",
    "content/_index.md": "---\ntitle: All articles\nsort_by: date\n---\n",
    "content/pages/_index.md": "---\ntitle: Pages\nsort_by: date\ntransparent: true\nrender: false\n---\n",
    "static/style.css": CSS,
    "templates/page.html": PAGE.format(title="{{ page.title }}", main="<h1>{{ page.title }}</h1>{{ page.content | safe }}"),
    "templates/index.html": PAGE.format(
        title="Bench site", main='{% for p in section.pages %}<p><a href="{{ p.path }}">{{ p.title }}</a></p>{% endfor %}'),
    "templates/404.html": PAGE.format(title="Not found", main=""),
}
HUGO = {
    "hugo.toml": 'baseURL = "https://bench.example/"\ntitle = "Bench site"\n'
                 'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "section", "404"]\n'
                 "[markup.goldmark.extensions]\nfootnote = true\ntypographer = false\n",
    "static/style.css": CSS,
    "layouts/page.html": PAGE.format(title="{{ .Title }}", main="<h1>{{ .Title }}</h1>{{ .Content }}"),
    "layouts/home.html": PAGE.format(
        title="Bench site",
        main='{{ range site.RegularPages.ByDate.Reverse }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}'),
}


def files(layout, pages, seed):
    """Path and text of each file of a project."""
    articles = (Article(index, pages, seed) for index in range(pages))
    if layout in ("plain", "evidence"):
        sources = [Source(index, seed) for index in range(max(1, pages // 5))] if layout == "evidence" else []
        yield "content/site.yaml", SITE
        yield "content/index.md", f"---\ntitle: Bench site\ndate: 2024-01-01\n---\n\nAll {'' if sources else 'plain '}articles.\n"
        for source in sources:
            yield from source.files()
        for article in articles:
            claims = article.evidence(sources) if sources else article.plain()
            head = article.head(standfirst=article.standfirst)
            yield f"content/pages/{article.slug}.md", head + article.body(lambda other: f"{other}.md", claims)
        return
    yield from {"hugo": HUGO, "zola": ZOLA}[layout].items()
    for article in articles:
        link = (lambda other: f"/pages/{other}/") if layout == "hugo" else (lambda other: f"@/pages/{other}.md")
        yield f"content/pages/{article.slug}.md", article.head(description=article.standfirst) + article.body(link, article.plain())


def make(layout, pages, out, seed=1):
    """Writes one project; where it is there already, nothing."""
    folder = Path(out)
    done = folder / ".made"
    stamp = hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + f" {pages} {seed}"
    if done.is_file() and done.read_text() == stamp:
        return folder
    for path, text in files(layout, pages, seed):
        path = folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    done.write_text(stamp)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layout", default="plain,evidence")
    arguments = parser.parse_args()
    for layout in arguments.layout.split(","):
        print(make(layout, arguments.pages, Path(arguments.out) / layout, arguments.seed))


if __name__ == "__main__":
    main()

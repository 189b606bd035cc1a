"""Opens a built site in readers that others wrote. Called by tests/readers/run; any surprise is an exception."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import citeproc
import feedparser
import geojson
import hxl
import jsonschema
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pyld import jsonld
from sarif import loader

# The vocabulary of schema.org without the network: every plain word is one of its terms.
CONTEXT = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}}}


def load_context(url, _options=None):
    assert url in ("https://schema.org", "https://schema.org/"), url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def feeds(site):
    for name in ("feed.xml", "corrections.xml"):
        feed = feedparser.parse((site / name).read_bytes())
        assert not feed.bozo, (name, feed.get("bozo_exception"))
        assert feed.version == "atom10" and feed.feed.id and feed.feed.title, name
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)), name
        for entry in feed.entries:
            assert entry.link and entry.title and entry.updated_parsed and entry.content[0].value, entry.id
        print(f"  {name}: {len(ids)} entries")


def json_ld(site):
    jsonld.set_document_loader(load_context)
    kinds = {}
    for page in sorted(site.rglob("*.html")):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.S):
            for node in jsonld.expand(json.loads(block)):
                assert node["@type"][0].startswith("https://schema.org/"), node["@type"]
                kinds[node["@type"][0]] = kinds.get(node["@type"][0], 0) + 1
    assert kinds.get("https://schema.org/BackgroundNewsArticle"), kinds
    print(f"  JSON-LD: {kinds}")


def figures(site):
    if not (site / "figures.csv").exists():
        return
    with open(site / "figures.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, strict=True))
    members = json.loads((site / "figures.json").read_text("utf-8"))["figures"]
    assert all(len(row) == len(rows[0]) for row in rows) and len(rows) - 2 == len(members)
    with hxl.data(str(site / "figures.csv"), hxl.InputOptions(allow_local=True)) as source:
        tagged = list(source)
        assert [column.display_tag for column in source.columns] == rows[1], source.display_tags
    for row, member in zip(tagged, members):
        assert row.get("#indicator+value+text") == member["value_text"]
        assert (row.get("#indicator+value+min+num") or None) == (None if member["low"] is None else str(member["low"]))
    print(f"  figures: {len(members)} rows")


def places(site):
    if not (site / "places.geojson").exists():
        return
    collection = geojson.loads((site / "places.geojson").read_text("utf-8"))
    assert isinstance(collection, geojson.FeatureCollection) and collection.is_valid, collection.errors()
    assert all(feature.is_valid and feature.geometry.is_valid for feature in collection.features)
    print(f"  places: {len(collection.features)} points")


def sources(site):
    items = json.loads((site / "sources.json").read_text("utf-8"))
    # The schema of items needs the network; the reader carries the lists that it is made of.
    lists = Path(citeproc.__file__).parent / "data/schema/schemas/styles"
    known = {name: set(re.findall(r'"([^"]+)"', (lists / f"csl-{name}.rnc").read_text("utf-8"))) for name in ("types", "variables")}
    for item in items:
        assert item["type"] in known["types"], item["type"]
        assert set(item) - {"id", "type", "custom"} <= known["variables"], set(item)
        for name in ("issued", "accessed"):
            parts = item.get(name, {}).get("date-parts", [])
            assert all(1 <= len(end) <= 3 and all(isinstance(part, int) for part in end) for end in parts), item[name]
    # The printer has no use for `custom`, and warns.
    items = [{name: value for name, value in item.items() if name != "custom"} for item in items]
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON(items), formatter.plain
    )
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    printed = [str(entry) for entry in bibliography.bibliography()]
    assert len(printed) == len(items)
    print(f"  sources: {len(items)} items, such as: {printed[0][:90]}")


def sarif(path):
    report = loader.load_sarif_file(str(path))
    assert report.get_distinct_tool_names() == ["onrecord"], report.get_distinct_tool_names()
    records = report.get_records()
    assert all(record["Location"] and int(record["Line"]) > 0 and record["Code"] for record in records)
    print(f"  SARIF: {len(records)} findings")
    return records


def schemas(program, project):
    """Every authored file of the project against its schema, by a validator that is not ours."""
    content = Path(project) / "content"
    kinds = {"site.yaml": "site", "claimants.yaml": "claimants", "events.yaml": "events", "places.yaml": "places"}
    validators = {}
    for kind in [*kinds.values(), "page", "source", "note"]:
        schema = json.loads(subprocess.check_output([program, "schema", kind]))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[kind] = jsonschema.Draft202012Validator(schema)
    count = 0
    for path in sorted(content.rglob("*")):
        text = path.read_text("utf-8") if path.suffix in (".md", ".yaml") else None
        if text is None or (path.suffix == ".yaml" and path.name not in kinds):
            continue
        folder = path.relative_to(content).parts[0]
        kind = kinds.get(path.name) or {"sources": "source", "notes": "note"}.get(folder, "page")
        if "notes" in path.parts:
            kind = "note"
        if path.suffix == ".md":
            text = text.removeprefix("---\n").split("\n---")[0]
        # This reader makes dates of unquoted ones; written out they are texts again.
        value = yaml.load(text, yaml.SafeLoader)
        validators[kind].validate(json.loads(json.dumps(value, default=str)))
        count += 1
    print(f"  schemas: {count} files")


def main():
    program, project, site, report = sys.argv[1:]
    print(project)
    if site == "-":
        assert len(sarif(report)) > 20
        return
    site = Path(site)
    feeds(site)
    json_ld(site)
    figures(site)
    places(site)
    sources(site)
    sarif(report)
    schemas(program, project)


main()

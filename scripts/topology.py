"""Simplifies a TopoJSON topology, arc by arc, so that neighbours keep one common border."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from typing import Any

Point = tuple[float, float]
Topology = dict[str, Any]


def decode(topology: Topology) -> list[list[Point]]:
    """The arcs in degrees, out of the quantised steps in which TopoJSON stores them."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for sx, sy in steps:
            x, y = x + sx, y + sy
            arc.append((x * kx + dx, y * ky + dy))
        arcs.append(arc)
    return arcs


def encode(arcs: list[list[Point]], step: float) -> tuple[list[list[list[int]]], dict[str, list[float]]]:
    """The arcs in whole steps of `step` degrees, each point as its distance from the one before, and the transform."""
    coded = []
    for arc in arcs:
        px = py = 0
        steps: list[list[int]] = []
        for lon, lat in arc:
            x, y = round((lon + 180) / step), round((lat + 90) / step)
            if not steps or (x, y) != (px, py):
                steps.append([x - px, y - py])
            px, py = x, y
        coded.append(steps if len(steps) > 1 else [*steps, [0, 0]])
    return coded, {"scale": [step, step], "translate": [-180, -90]}


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Every ring of a polygon, multipolygon or collection, as its list of arc numbers."""
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    elif geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings(part)


def ring_points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring; a number below zero means the arc ~n walked backwards, common ends count once."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def weights(arc: list[Point]) -> list[float]:
    """How much each point matters: the area its removal would cost (Visvalingam and Whyatt 1993), ends infinite.

    Areas are in square degrees at the latitude of the point, so that the far north is not kept too fine.
    """
    after, before = list(range(1, len(arc) + 1)), list(range(-1, len(arc) - 1))
    weight = [math.inf] * len(arc)
    heap = [(_area(arc, i - 1, i, i + 1), i) for i in range(1, len(arc) - 1)]
    current = {i: area for area, i in heap}
    heapq.heapify(heap)
    least = 0.0
    while heap:
        area, i = heapq.heappop(heap)
        if current.get(i) != area:
            continue
        del current[i]
        weight[i] = least = max(least, area)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if j in current:
                current[j] = _area(arc, before[j], j, after[j])
                heapq.heappush(heap, (current[j], j))
    return weight


def _area(arc: list[Point], i: int, j: int, k: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = arc[i], arc[j], arc[k]
    across = math.cos(math.radians(by))
    # across 180 degrees the two sides of a step differ by a whole turn
    bx, cx = ax + _turn(bx - ax), ax + _turn(cx - ax)
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * across


def _turn(degrees: float) -> float:
    return (degrees + 180) % 360 - 180


def simplify(topology: Topology, keep: float) -> list[list[Point]]:
    """The arcs in degrees with the `keep` share of inner points that matter most; no ring falls below four corners."""
    arcs = decode(topology)
    weighed = [weights(arc) for arc in arcs]
    inner = sorted((w for row in weighed for w in row if w < math.inf), reverse=True)
    floor = inner[int(len(inner) * keep)]
    short = [_at_least(arc, row, floor) for arc, row in zip(arcs, weighed, strict=True)]
    for ring in (r for layer in topology["objects"].values() for r in rings(layer)):
        if len(set(ring_points(ring, short))) < 4:
            for number in ring:
                number = number if number >= 0 else ~number
                short[number] = arcs[number]
    return short


def _at_least(arc: list[Point], row: list[float], floor: float) -> list[Point]:
    return [point for point, weight in zip(arc, row, strict=True) if weight >= floor]

"""
Makes the two pictures of lessons/low-rank from their sources, as 8-bit gray PNG. Python's standard library only.
Not part of the build or the tests: the PNGs are in the repository. lessons/low-rank/SOURCES.md says where the
sources come from and under which terms.

    python3 scripts/make-pictures.py path/to/scipy/misc/face.dat path/to/mnist/src/digits lessons/low-rank
"""

import bz2
import json
import struct
import sys
import zlib
from pathlib import Path

FACE_ROWS, FACE_COLUMNS, SHRINK = 768, 1024, 4
DIGIT, MARGIN, HANDS = 28, 2, 8


def photo(path: Path) -> list[list[float]]:
    """The raccoon of face.dat: bz2, rows of RGB bytes. Luma by Rec. 709, then means of 4×4 pixels: 192×256."""
    data = bz2.decompress(path.read_bytes())

    def luma(row: int, column: int) -> float:
        at = 3 * (row * FACE_COLUMNS + column)
        return 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2]

    block = range(SHRINK)
    return [
        [
            sum(luma(SHRINK * i + k, SHRINK * j + l) for k in block for l in block) / SHRINK**2
            for j in range(FACE_COLUMNS // SHRINK)
        ]
        for i in range(FACE_ROWS // SHRINK)
    ]


def digits(folder: Path) -> list[list[float]]:
    """The first eight of each digit, one a row; two empty pixels are cut off each side of 28×28: 192×240."""
    size = DIGIT - 2 * MARGIN
    sheet = [[0.0] * (10 * size) for _ in range(HANDS * size)]
    for digit in range(10):
        values = json.loads((folder / f'{digit}.json').read_text())['data']
        for hand in range(HANDS):
            for i in range(size):
                for j in range(size):
                    at = hand * DIGIT**2 + (i + MARGIN) * DIGIT + j + MARGIN
                    sheet[hand * size + i][digit * size + j] = 255 * values[at]
    return sheet


def png(rows: list[list[float]]) -> bytes:
    """8-bit gray, each row with the filter (none, left, up, average, Paeth) of the smallest absolute sum."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))

    def paeth(a: int, b: int, c: int) -> int:
        p = a + b - c
        return min((a, b, c), key=lambda x: abs(p - x))

    raw = bytearray()
    above = [0] * len(rows[0])
    for row in rows:
        now = [min(255, max(0, round(x))) for x in row]
        left, corner = [0, *now[:-1]], [0, *above[:-1]]
        filtered = [
            now,
            [x - a for x, a in zip(now, left)],
            [x - b for x, b in zip(now, above)],
            [x - (a + b) // 2 for x, a, b in zip(now, left, above)],
            [x - paeth(a, b, c) for x, a, b, c in zip(now, left, above, corner)],
        ]
        cost = [sum(min(x % 256, -x % 256) for x in line) for line in filtered]
        best = cost.index(min(cost))
        raw += bytes([best, *(x % 256 for x in filtered[best])])
        above = now
    header = struct.pack('>IIBBBBB', len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    body = chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(bytes(raw), 9)) + chunk(b'IEND', b'')
    return b'\x89PNG\r\n\x1a\n' + body


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(f'make-pictures: expected FACE.DAT DIGITS_FOLDER OUT_FOLDER, got {len(sys.argv) - 1} arguments')
    face, mnist, out = map(Path, sys.argv[1:])
    (out / 'photo.png').write_bytes(png(photo(face)))
    (out / 'digits.png').write_bytes(png(digits(mnist)))

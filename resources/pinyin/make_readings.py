#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes readings.tsv beside this script: every modern Mandarin reading of each common character, without tones.

Source: Unihan_Readings.txt of the Unicode Character Database (Debian package unicode-data), plain or compressed.
Taken: characters of GB 2312, and those with a reading in kHanyuPinlu, kXHC1983 or kTGHZ2013; of each, all readings of
these three fields and of kMandarin. Usage: make_readings.py [Unihan_Readings.txt[.bz2|.gz|.xz|.zip]]
"""
import bz2
import collections
import glob
import gzip
import io
import lzma
import pathlib
import re
import sys
import unicodedata
import zipfile

FIELDS = {"kMandarin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013"}
COMMON = FIELDS - {"kMandarin"}


def opened(path):
    if path.endswith(".zip"):
        return io.TextIOWrapper(zipfile.ZipFile(path).open("Unihan_Readings.txt"), encoding="utf-8")
    opener = {".bz2": bz2.open, ".gz": gzip.open, ".xz": lzma.open}.get(pathlib.Path(path).suffix, open)
    return opener(path, "rt", encoding="utf-8")


def plain(syllable):
    """A syllable with tone marks as letters a to z, with v for u with two dots; None where it is not one."""
    decomposed = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return letters if re.fullmatch("[a-z]{1,6}", letters) else None


def syllables(field, value):
    if field == "kHanyuPinlu":  # xíng(2943) háng(218)
        found = re.findall(r"([^\s()]+)\(\d+\)", value)
    elif field == "kMandarin":  # xíng
        found = value.split()
    else:  # 0442.080:háng,hàng 0443.050:hàng
        found = [s for item in value.split() for s in item.split(":", 1)[1].split(",")]
    return {p for p in map(plain, found) if p}


def is_gb2312(character):
    try:
        character.encode("gb2312")
        return True
    except UnicodeEncodeError:
        return False


def main():
    found = glob.glob("/usr/share/unicode/Unihan_Readings.txt*")
    source = sys.argv[1] if len(sys.argv) > 1 else (found[0] if found else None)
    if not source:
        sys.exit("Unihan_Readings.txt not found: install unicode-data or name the file")
    readings = collections.defaultdict(set)
    common = set()
    with opened(source) as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 3 and cells[1] in FIELDS:
                character = chr(int(cells[0][2:], 16))
                readings[character] |= syllables(cells[1], cells[2])
                if cells[1] in COMMON or is_gb2312(character):
                    common.add(character)
    by_syllable = collections.defaultdict(list)
    for character in sorted(common):
        for syllable in readings[character]:
            by_syllable[syllable].append(character)
    target = pathlib.Path(__file__).with_name("readings.tsv")
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write("# Made by make_readings.py from the Unihan database; copyright Unicode, Inc., "
                  "https://www.unicode.org/license.txt\n")
        for syllable in sorted(by_syllable):
            out.write(syllable + "\t" + "".join(by_syllable[syllable]) + "\n")
    print(f"{target}: {len(by_syllable)} syllables, {len(common)} characters")


if __name__ == "__main__":
    main()

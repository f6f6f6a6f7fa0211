#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Breaks the code on purpose, one place at a time, and sees that a test notices.

usage: breaks.py [--build FOLDER] [--only NAME] [LIST.json]

A list holds breaks: `name`, the `file`, the text `from` that must stand there once, the text `to` in its place, and
the `test` program that must then fail, with `environment` for it where it needs one. The sources are not touched: the
changed copy is compiled apart with the command of the build folder and linked into a second program before the
library that holds the original. Exit code 0: every break was caught; 1: one was not, or no longer fits the source.
"""
import argparse
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def compile_command(build, file):
    for entry in json.loads((build / "compile_commands.json").read_text()):
        if pathlib.Path(entry["file"]) == ROOT / file:
            return shlex.split(entry["command"]), entry["directory"]
    raise LookupError(f"{file} is compiled by nothing in {build}")


def compile_copy(build, file, text, folder):
    command, directory = compile_command(build, file)
    copy = folder / pathlib.Path(file).name
    copy.write_text(text)
    made = folder / "broken.o"
    while command[0].endswith("ccache"):
        command = command[1:]
    command[command.index("-o") + 1] = str(made)
    command[command.index(str(ROOT / file))] = str(copy)
    # Neither is the copy's folder the original's, nor is every break free of warnings.
    command += [f"-I{(ROOT / file).parent}", "-w"]
    subprocess.run(command, cwd=directory, check=True)
    return made


def link_with(build, test, broken, folder):
    lines = subprocess.run(["ninja", "-C", build, "-t", "commands", f"tests/{test}"], check=True, text=True,
                           stdout=subprocess.PIPE).stdout.splitlines()
    made = folder / test
    line = re.sub(r"-o tests/\S+", f"-o {made} {broken}", lines[-1], count=1)
    subprocess.run(line, cwd=build, check=True, shell=True)
    return made


def is_caught(build, one):
    source = (ROOT / one["file"]).read_text()
    if source.count(one["from"]) != 1:
        return f"stands {source.count(one['from'])} times in {one['file']}"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        broken = compile_copy(build, one["file"], source.replace(one["from"], one["to"]), folder)
        program = link_with(build, one["test"], broken, folder)
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", **one.get("environment", {}))
        run = subprocess.run([program], cwd=build, env=environment, text=True, errors="replace",
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    if run.returncode == 0:
        return "not noticed"
    told = [line for line in run.stdout.splitlines() if line.startswith("FAIL!")]
    print(f"caught: {one['name']}: {told[0][:200] if told else 'ended with %d' % run.returncode}", flush=True)
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--only", default="")
    parser.add_argument("list", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).with_name("rules.json"))
    given = parser.parse_args()
    missed = 0
    breaks = [one for one in json.loads(given.list.read_text()) if given.only in one["name"]]
    for one in breaks:
        why = is_caught(given.build.resolve(), one)
        if why:
            missed += 1
            print(f"NOT CAUGHT: {one['name']}: {why}", flush=True)
    print(f"{len(breaks) - missed} of {len(breaks)} breaks caught")
    return 1 if missed or not breaks else 0


if __name__ == "__main__":
    sys.exit(main())

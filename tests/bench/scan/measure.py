# SPDX-License-Identifier: MIT
"""The scan stage against clamscan on the same files, definitions and options, without the loading of
either: of both programs, a run over one small file is taken from the run over all."""
import glob
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

from figures import Cost, figure, median

BUILD = sys.argv[1]
QUICK = "--quick" in sys.argv
BENCH = os.path.join(BUILD, "bench", "bench-scan")
LIBEXEC = os.path.join(BUILD, "libexec")
MIB = 1 << 20
CLAMSCAN = ["clamscan", "--no-summary", "--allmatch", "--bytecode=no", "--disable-cache", "--alert-broken",
            "--alert-encrypted", "--alert-macros", "--alert-exceeds-max", "--alert-partition-intersection",
            "--max-filesize=1023M", "--max-scansize=1024M", "--max-recursion=17", "--max-files=10000"]


def make_definitions(folder):
    """Signatures that find nothing here, as many kinds and bytes as make loading and memory real."""
    numbers = random.Random(3)
    hashes, patterns = (1000, 1000) if QUICK else (300_000, 80_000)
    with open(os.path.join(folder, "bench.hsb"), "w") as file:
        for i in range(hashes):
            file.write(f"{numbers.randbytes(32).hex()}:{numbers.randrange(100, 10**7)}:Bench.Hash-{i}:73\n")
    with open(os.path.join(folder, "bench.ndb"), "w") as file:
        for i in range(patterns):
            file.write(f"Bench.Pattern-{i}:{i % 8}:*:{numbers.randbytes(24).hex()}\n")


def make_files(folder):
    """Texts, archives of texts, pictures' worth of noise; beside them this machine's own programs."""
    numbers = random.Random(4)
    words = ["運転", "日報", "pump", "valve", "pressure", "残留塩素", "12.5", "OK", "report", "点検"]
    paths = []
    for i in range(4 if QUICK else 24):
        text = " ".join(numbers.choices(words, k=60_000)).encode()
        paths.append(os.path.join(folder, f"{i}.txt"))
        with open(paths[-1], "wb") as file:
            file.write(text)
        paths.append(os.path.join(folder, f"{i}.zip"))
        with zipfile.ZipFile(paths[-1], "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", text)
            archive.writestr("b.bin", numbers.randbytes(200_000))
        paths.append(os.path.join(folder, f"{i}.bin"))
        with open(paths[-1], "wb") as file:
            file.write(numbers.randbytes(500_000))
    programs = sorted(glob.glob("/usr/lib/x86_64-linux-gnu/lib[a-m]*.so.*"))
    own = [path for path in programs if not os.path.islink(path) and 200_000 < os.path.getsize(path) < 3 * MIB]
    return paths + own[:4 if QUICK else 24]


def compare(definitions, tiny, files):
    size = sum(os.path.getsize(path) for path in files) / MIB
    rows = []
    for turn in range(1 if QUICK else 5):
        theirs = Cost([*CLAMSCAN, "-d", definitions, *files], statuses=(0, 1))
        their_load = Cost([*CLAMSCAN, "-d", definitions, tiny])
        ours = Cost([BENCH, LIBEXEC, definitions, *files])
        our_load = Cost([BENCH, LIBEXEC, definitions, tiny])
        row = (theirs.wall - their_load.wall, float(ours.output.split()[0]),
               theirs.processor - their_load.processor, ours.processor - our_load.processor)
        print(f"run {turn + 1}: clamscan {row[0]:.2f} s, ours {row[1]:.2f} s; of processor {row[2]:.2f} s, {row[3]:.2f} s")
        rows.append(row)
    for what, base, mine in (("scanning, wall", 0, 1), ("scanning, processor", 2, 3)):
        figure(f"{what}, {len(files)} files, {size:.0f} MiB",
               f"clamscan {size / median([row[base] for row in rows]):.1f} MiB/s",
               f"{size / median([row[mine] for row in rows]):.1f} MiB/s",
               median([row[base] / row[mine] for row in rows]), ">= 0.95")


def smaps(process, *keys):
    values = {}
    with open(f"/proc/{process}/smaps_rollup") as file:
        for line in file:
            words = line.split()
            values[words[0].rstrip(":")] = words[1]
    return [int(values[key]) / 1024 for key in keys]


def below(process):
    """Processes under `process`, by generation."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as file:
                    parents[int(entry)] = int(file.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                pass
    generations = [[process]]
    while generations[-1]:
        generations.append([child for child, parent in parents.items() if parent in generations[-1]])
    return generations[1:-1]


ZYGOTE = 2  # Program, its child without namespaces, the zygote; then the jobs.


def private_memory(definitions, files):
    """The most private memory that a job was seen to have."""
    seen = [0.0]

    def watch(child):
        def look():
            while child.returncode is None:
                generations = below(child.pid)
                for job in generations[ZYGOTE + 1] if len(generations) > ZYGOTE + 1 else []:
                    try:
                        seen[0] = max(seen[0], smaps(job, "Private_Dirty")[0])
                    except (OSError, KeyError):
                        pass  # It has ended, or is not ours to look at.
                time.sleep(0.002)
        threading.Thread(target=look, daemon=True).start()
    Cost([BENCH, LIBEXEC, definitions, *files], watch=watch)
    figure("private memory of a scan worker", "its zygote's, shared", f"{seen[0]:.1f} MiB", 0, "<= 32 MiB", seen[0])


def system_memory():
    with open("/proc/meminfo") as file:
        values = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in file}
    return values["Shmem"] + values["SUnreclaim"] + values["AnonPages"] + values["PageTables"]


def killed_workers(definitions, path):
    times = 20 if QUICK else 100
    with subprocess.Popen([BENCH, LIBEXEC, definitions, "--kill", str(times), path],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        looks = []
        for line in child.stdout:
            generations = below(child.pid)
            left = generations[ZYGOTE + 1:]
            zygote = generations[ZYGOTE][0]
            looks.append((int(line), smaps(zygote, "Rss", "Anonymous"), system_memory(), left))
            child.stdin.write("\n")
            child.stdin.flush()
    for killed, (rss, anonymous), system, left in looks:
        print(f"after {killed:3} killed: zygote {rss:.1f} MiB, anonymous {anonymous:.1f}; "
              f"system {system:.0f} MiB; {sum(map(len, left))} processes left")
    grown = looks[-1][1][1] - looks[1][1][1]
    figure(f"zygote's growth, {times} workers killed", f"{looks[1][1][1]:.1f} MiB", f"{grown:+.2f} MiB",
           looks[-1][1][1] / looks[1][1][1], "<= 1 MiB", grown)


with tempfile.TemporaryDirectory(prefix="sekisho-bench-scan-") as folder:
    definitions = os.path.join(folder, "definitions")
    os.mkdir(definitions)
    make_definitions(definitions)
    os.mkdir(os.path.join(folder, "files"))
    files = make_files(os.path.join(folder, "files"))
    tiny = os.path.join(folder, "tiny.txt")
    with open(tiny, "w") as file:
        file.write("tiny\n")
    compare(definitions, tiny, files)
    private_memory(definitions, files)
    large = os.path.join(folder, "large.zip")
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(8):
            archive.writestr(f"{i}.bin", random.Random(i).randbytes(4 * MIB))
    killed_workers(definitions, large)

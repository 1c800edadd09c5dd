# SPDX-License-Identifier: MIT
"""A locked-in process for each file, against the start of /bin/true without a sandbox."""
import os
import sys

from figures import Cost, figure, median

build = sys.argv[1]
rounds = "5" if "--quick" in sys.argv else "200"
output = Cost([os.path.join(build, "bench", "bench-worker"), os.path.join(build, "libexec"), rounds]).output
plain, warm, cold = ([float(line.split()[i]) for line in output.splitlines()] for i in range(3))
for what, values, bound in (("a job of a running zygote", warm, 2), ("a job of a cold program", cold, 10)):
    print(f"{what}: median {median(values):.2f} ms, best {min(values):.2f} ms")
    figure(f"{what}, median", f"/bin/true {median(plain):.2f} ms", f"{median(values):.2f} ms",
           median([value / base for value, base in zip(values, plain)]), f"<= {bound} ms", median(values))

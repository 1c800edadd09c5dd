#!/bin/sh
# SPDX-License-Identifier: MIT
# try.sh PROGRAM SECONDS CORPUS: looks for new inputs for a while, beginning with the samples in CORPUS.
# Beside fuzz-NAME, NAME/ keeps what reached new code, NAME-crash-… what crashed.
#
# The same inputs in the same order wherever it runs, so that a change is judged by what it changed: the
# seed, the samples' order, the environment and all addresses are fixed (libFuzzer takes values out of
# comparisons, pointers among them). A slower machine tries the beginning of what a faster one tries.
set -eu
program=$(basename "$1") seconds=$2 corpus=$3
cd "$(dirname "$1")"
name=${program#fuzz-}
rm -rf "$name" && mkdir "$name"
printf '%s,' "$corpus"/* | sed 's/,$//' >"$name.samples"
# An allocation as large as a worker would never get fails, as it does there.
exec env -i PATH=/usr/bin:/bin \
    ASAN_OPTIONS=allocator_may_return_null=1:max_allocation_size_mb=2048 \
    setarch -R "./$program" -seed=1 -max_total_time="$seconds" -reload=0 \
    -rss_limit_mb=2048 -timeout=10 -artifact_prefix="$name-" -seed_inputs="@$name.samples" "$name"

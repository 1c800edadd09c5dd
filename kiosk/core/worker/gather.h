// SPDX-License-Identifier: MIT
// A zygote's memory, put in order before it forks. Each job copies every page that it writes to and
// faults in every one that it reads; small files cost little else.
#pragma once

namespace worker {

// Large pages (madvise(2), MADV_COLLAPSE, Linux 6.1) for large memory. A fork copies one entry for
// each page: with gigabytes of definitions in small pages that takes longer than most scans.
// Best effort: a kernel that will not, or has no large pages left, costs time and nothing else.
void gather_pages();

// Takes the holes that loading left in the heap, for good. A job's memory then lies together at the
// heap's end, instead of in holes on as many pages.
void fill_holes();

}

// SPDX-License-Identifier: MIT
// Large pages for a zygote's memory (madvise(2), MADV_COLLAPSE, Linux 6.1). A fork copies one entry
// for each page: with gigabytes of definitions in small pages that takes longer than most scans.
#pragma once

namespace worker {

// Best effort: a kernel that will not, or has no large pages left, costs time and nothing else.
void gather_pages();

}

// SPDX-License-Identifier: MIT
// The tables of ITU-T T.81 annex K, which are the only ones that our JPEGs have.
#pragma once

#include "kiosk/core/base/bytes.h"

namespace verify_picture {

// The content of the DHT segment for a table: "class and number", counts, symbols.
base::Bytes huffman_segment(bool ac, unsigned table);
// The content of the DQT segment for a table at a quality of 1 to 100, as libjpeg scales it.
base::Bytes quantisation_segment(unsigned table, unsigned quality);

}

// SPDX-License-Identifier: MIT
// Drawing again by the real workers, and what comes of it.
#pragma once

#include "kiosk/broker/ask/redraw.h"
#include "tests/workers/pdf/readers.h"

#include <optional>
#include <vector>

namespace tools {

Result<broker::Outcome<broker::Rebuilt>> redraw(
    const std::string& pdf, const broker::RedrawRequest& = {});

// The output's bytes, which the verifier has passed; empty and a failure if there is none.
std::string redrawn(const std::string& pdf, const broker::RedrawRequest& = {});

broker::RedrawRequest with_links();

bool is_verified(const std::string& pdf, std::uint64_t pages);

// Every stream plain, as qpdf writes it.
std::string inflated(const std::string& pdf);

// How much two files differ as pdftoppm draws all their pages: the mean of all samples, of 255.
double difference(const std::string& one, const std::string& other);

}

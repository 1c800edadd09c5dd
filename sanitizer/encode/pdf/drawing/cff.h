// SPDX-License-Identifier: MIT
// Font programs in the Compact Font Format (Adobe Technical Notes #5176 and #5177), CID-keyed, with
// nothing in them but outlines.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <vector>

namespace encode_pdf_drawing {

struct Font;

struct Point { // In thousandths of an em.
    std::int32_t x { 0 };
    std::int32_t y { 0 };
};

// A Type 2 charstring. Lines and curves need a point to begin from.
class Charstring {
public:
    void move(Point);
    Result<void> line(Point);
    Result<void> curve(Point, Point, Point);
    base::Bytes take();

private:
    enum class Pending { None, Lines, Curves };
    void delta(Point);
    void flush();
    Result<void> pend(Pending, std::size_t operands);

    base::Bytes m_bytes;
    Point m_at;
    Pending m_pending { Pending::None };
    std::size_t m_operands { 0 };
    bool m_has_begun { false };
};

// The program of the whole font. An Error if it is larger than its offsets can tell.
Result<base::Bytes> cff_of(const Font&);

}

// SPDX-License-Identifier: MIT
// Draws an SVG that clean() wrote, by librsvg and cairo.
#pragma once

#include "sanitizer/decode/svg/xml.h"

#include <cstdint>
#include <memory>
#include <span>
#include <variant>

struct _RsvgHandle; // librsvg's.

namespace decode_svg {

struct Size {
    std::uint32_t width; // In hundredths of a point, as 96 pixels are an inch.
    std::uint32_t height;
};

// What Pango and librsvg have to say goes nowhere: a job has nobody to tell.
void keep_warnings_in();

class Picture {
public:
    static std::variant<Picture, Refused> open(std::string_view svg);

    // What it says itself, else its viewBox, else what is drawn.
    std::variant<Size, Refused> size() const;

    // On white; rows without gaps of pixels of 32 bits (x, red, green, blue).
    std::variant<std::monostate, Refused> draw(
        std::uint32_t columns, std::uint32_t rows, std::span<std::uint8_t> pixels) const;

private:
    explicit Picture(std::shared_ptr<_RsvgHandle> handle)
        : m_handle(std::move(handle))
    {
    }

    std::shared_ptr<_RsvgHandle> m_handle;
};

}

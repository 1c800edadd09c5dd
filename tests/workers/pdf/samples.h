// SPDX-License-Identifier: MIT
// PDFs for the tests, made on the spot.
#pragma once

#include <string>
#include <vector>

namespace samples {

// Object 1 is the catalogue. The table and the trailer are made to fit; `trailer` adds to it.
std::string pdf(const std::vector<std::string>& objects, const std::string& trailer = "");

// One page for each content stream; F1 is Helvetica, F2 a Japanese font in Shift_JIS, neither
// embedded. `catalogue` adds to the catalogue, `page` to each page.
struct Book {
    std::vector<std::string> contents;
    std::string media_box { "[0 0 200 100]" };
    std::string catalogue {};
    std::string page {};
    std::string japanese_font { "HeiseiKakuGo-W5" };
};
std::string book(const Book&);

// One page of three letters in an embedded font that is damaged.
std::string damaged_font();

// The words on a line of their own.
std::string words(const std::string&);

// A photograph's shades from left to right over an area of this size.
enum class Shades { Gray, Colour };
std::string shades(Shades, unsigned width, unsigned height);

}

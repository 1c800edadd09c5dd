// SPDX-License-Identifier: MIT
// Japanese and English on a gray page, by Tesseract with its own networks, without threads.
#pragma once

#include "sanitizer/decode/ocr/words.h"

#include <memory>

namespace tesseract {
class TessBaseAPI;
}

namespace decode_ocr {

inline constexpr std::uint32_t longest_side = 32'000; // Tesseract counts pixels in 16 bits.

class Recognizer {
public:
    // Reads the two networks from `folder`, once; no file is opened later.
    static Result<Recognizer> load(const std::string& folder);
    Recognizer(Recognizer&&) noexcept;
    ~Recognizer();

    // One byte a pixel, rows without gaps. An Error: no such size, or Tesseract gave up.
    Result<std::vector<Line>> read(
        base::View gray, std::uint32_t width, std::uint32_t height, std::uint32_t dpi);

private:
    explicit Recognizer(std::unique_ptr<tesseract::TessBaseAPI>);

    std::unique_ptr<tesseract::TessBaseAPI> m_engine;
};

}

// SPDX-License-Identifier: MIT
#include "sanitizer/decode/ocr/recognize.h"

#include <algorithm>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

// OpenMP 5.0, 3.2.15, of the run-time that libtesseract brings; clang has no header for it.
extern "C" void omp_set_max_active_levels(int);

namespace decode_ocr {

Recognizer::Recognizer(std::unique_ptr<tesseract::TessBaseAPI> engine)
    : m_engine(std::move(engine))
{
}

Recognizer::Recognizer(Recognizer&&) noexcept = default;
Recognizer::~Recognizer() = default;

Result<Recognizer> Recognizer::load(const std::string& folder)
{
    omp_set_max_active_levels(0); // Every parallel part runs in this one thread.
    auto engine = std::make_unique<tesseract::TessBaseAPI>();
    if (engine->Init(folder.c_str(), "jpn+eng", tesseract::OEM_LSTM_ONLY) != 0)
        return Error { "Tesseract's networks for Japanese and English are not there" };
    engine->SetPageSegMode(tesseract::PSM_AUTO);
    return Recognizer(std::move(engine));
}

static std::vector<Line> lines_of(tesseract::ResultIterator& place)
{
    std::vector<Line> lines;
    do {
        if (place.Empty(tesseract::RIL_WORD))
            continue;
        int left = 0, top = 0, right = 0, bottom = 0;
        if (lines.empty() || place.IsAtBeginningOf(tesseract::RIL_TEXTLINE)) {
            if (!place.BoundingBox(tesseract::RIL_TEXTLINE, &left, &top, &right, &bottom))
                continue;
            lines.push_back({ top, bottom, {} });
        }
        if (!place.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom))
            continue;
        std::unique_ptr<char[]> text(place.GetUTF8Text(tesseract::RIL_WORD));
        if (text)
            lines.back().words.push_back({ text.get(), left, right });
    } while (place.Next(tesseract::RIL_WORD));
    return lines;
}

Result<std::vector<Line>> Recognizer::read(
    base::View gray, std::uint32_t width, std::uint32_t height, std::uint32_t dpi)
{
    if (width == 0 || height == 0 || std::max(width, height) > longest_side
        || gray.size() != std::uint64_t { width } * height || dpi == 0 || dpi > 1200)
        return Error { "a page of no size that can be read" };
    m_engine->SetImage(
        gray.data(), static_cast<int>(width), static_cast<int>(height), 1, static_cast<int>(width));
    m_engine->SetSourceResolution(static_cast<int>(dpi));
    if (m_engine->Recognize(nullptr) != 0)
        return Error { "Tesseract gave up" };
    std::unique_ptr<tesseract::ResultIterator> place(m_engine->GetIterator());
    auto lines = place ? lines_of(*place) : std::vector<Line>();
    place.reset();
    m_engine->Clear(); // Else what it learnt of one page would change the next.
    m_engine->ClearAdaptiveClassifier();
    return lines;
}

}

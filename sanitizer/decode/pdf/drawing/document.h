// SPDX-License-Identifier: MIT
// One PDF, whose pages are written down as lists.
#pragma once

#include "kiosk/core/worker/refusal.pb.h"
#include "sanitizer/decode/pdf/drawing/recorder.h"

#include <memory>
#include <variant>

namespace decode_pdf_drawing {

struct Refused {
    worker::RefusalReason reason;
    const char* detail;
};

enum class Kept { Vectors, Picture };
struct WrittenPage {
    Kept kept;
    Losses losses;
};
enum class Comments { Leave, Draw };

class Document {
public:
    // `bytes` must outlive the document.
    static std::variant<Document, Refused> open(
        base::View bytes, std::uint64_t max_pages, Comments);

    int page_count() const;

    // Page `number` from 0, `width` hundredths of a point as it is seen. What a list cannot hold
    // is a picture of `dpi`.
    std::variant<WrittenPage, Refused> write_page(
        int number, std::uint32_t width, std::uint32_t height, unsigned dpi, List&);

    void write_outline(List&);

private:
    Document(std::unique_ptr<PDFDoc>, Comments);
    bool write_picture(int number, double width, double height, unsigned dpi, List&);
    void record(int number, OutputDev&) const;
    void draw(int number, OutputDev&, double across, double down, int columns, int rows) const;

    std::unique_ptr<PDFDoc> m_document;
    std::unique_ptr<Known> m_known;
    Comments m_comments;
};

// Poppler's own state, once, before the first document.
void set_poppler_up();

}

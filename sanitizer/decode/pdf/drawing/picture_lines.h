// SPDX-License-Identifier: MIT
// The samples of a picture, line by line, and how many of them its stream did not have.
#pragma once

#include "kiosk/core/base/bytes.h"

class Stream;

namespace decode_pdf_drawing {

class PictureLines {
public:
    // `parts` samples of `bits` for each column. Begins at the stream's start; closed at the end.
    PictureLines(Stream*, int columns, int parts, int bits);
    ~PictureLines();
    PictureLines(const PictureLines&) = delete;
    PictureLines& operator=(const PictureLines&) = delete;

    // A sample in each byte; of one of 16 bits its upper half (ISO 32000-1, 8.9.5.2). What is not
    // there is all ones.
    unsigned char* next();
    bool is_cut() const
    {
        return m_missing > 0 && m_missing >= m_line.size();
    } // By a line or more.

private:
    Stream* m_stream;
    int m_bits;
    base::Bytes m_line; // As the stream has it.
    base::Bytes m_samples;
    std::size_t m_missing { 0 }; // Bytes.
};

}

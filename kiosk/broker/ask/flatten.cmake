# SPDX-License-Identifier: MIT
sekisho_library(ask-flatten SOURCES ask/flatten.cpp ask/flatten_pages.cpp ask/renderer.cpp ask/page_encoder.cpp ask/pdf_text.cpp ask/pdf_seen.cpp
        ask/pdf_codes.cpp ask/looks.cpp ask/ocr.cpp
    LINK broker-workers ask-outcome ask-codes policy-language decode-pdf-proto decode-ocr-proto encode-pdf-proto
         Threads::Threads)

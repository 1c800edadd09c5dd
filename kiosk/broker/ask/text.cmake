# SPDX-License-Identifier: MIT
sekisho_library(ask-text SOURCES ask/text.cpp ask/cleaned.cpp
    LINK broker-workers ask-outcome rebuild-text-proto decode-html-proto charset-proto)

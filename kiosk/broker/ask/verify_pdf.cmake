# SPDX-License-Identifier: MIT
sekisho_library(ask-verify-pdf SOURCES ask/verify_pdf.cpp
    LINK broker-workers ask-outcome verify-pdf-proto)

# SPDX-License-Identifier: MIT
sekisho_library(ask-verify-text SOURCES ask/verify_text.cpp
    LINK broker-workers ask-outcome verify-text-proto)

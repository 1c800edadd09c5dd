# SPDX-License-Identifier: MIT
sekisho_library(ask-verify-zip SOURCES ask/verify_zip.cpp
    LINK broker-workers ask-outcome verify-zip-proto)

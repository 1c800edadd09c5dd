# SPDX-License-Identifier: MIT
sekisho_library(ask-signature
    SOURCES ask/signature.cpp LINK broker-workers ask-outcome scanners-signature-proto)

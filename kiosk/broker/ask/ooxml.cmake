# SPDX-License-Identifier: MIT
sekisho_library(ask-ooxml SOURCES ask/ooxml.cpp ask/verify_ooxml.cpp ask/held_picture.cpp
    LINK ask-picture broker-workers ask-outcome rebuild-parts-proto verify-parts-proto)

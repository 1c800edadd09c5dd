# SPDX-License-Identifier: MIT
sekisho_library(ask-unpack SOURCES ask/unpack.cpp
    LINK broker-workers ask-outcome unpack-archive-proto)

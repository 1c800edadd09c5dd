# SPDX-License-Identifier: MIT
sekisho_library(ask-picture SOURCES ask/picture.cpp
    LINK broker-workers ask-outcome decode-png-proto encode-picture-proto verify-picture-proto)

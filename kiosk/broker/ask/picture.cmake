# SPDX-License-Identifier: MIT
sekisho_library(ask-picture SOURCES ask/picture.cpp ask/picture_pixels.cpp ask/picture_answer.cpp ask/icon.cpp
    LINK broker-workers ask-outcome ask-codes ask-office pixels-proto encode-picture-proto encode-jpeg-proto encode-webp-proto
         verify-picture-proto)

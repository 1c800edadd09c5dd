# SPDX-License-Identifier: MIT
sekisho_library(ask-redraw SOURCES ask/redraw.cpp
    LINK ask-flatten decode-pdf-drawing-proto encode-pdf-drawing-proto)

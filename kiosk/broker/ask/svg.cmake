# SPDX-License-Identifier: MIT
sekisho_library(ask-svg SOURCES ask/svg.cpp LINK ask-flatten decode-svg-proto)

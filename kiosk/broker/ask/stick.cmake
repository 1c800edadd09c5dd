# SPDX-License-Identifier: MIT
sekisho_library(ask-stick SOURCES ask/stick.cpp LINK ask-volume intake-gate-client intake-usb-proto)

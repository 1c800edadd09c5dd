# SPDX-License-Identifier: MIT
sekisho_library(ask-stick SOURCES ask/stick.cpp ask/stick_facts.cpp
    LINK ask-volume intake-gate-client intake-usb-proto intake-device-words)
sekisho_library(ask-output-stick SOURCES ask/output_stick.cpp LINK ask-stick release-client)

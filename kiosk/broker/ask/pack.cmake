# SPDX-License-Identifier: MIT
sekisho_library(ask-pack SOURCES ask/pack.cpp LINK broker-workers ask-outcome encode-zip-proto)

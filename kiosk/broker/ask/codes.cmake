# SPDX-License-Identifier: MIT
sekisho_library(ask-codes SOURCES ask/codes.cpp LINK broker-workers ask-outcome scanners-codes-proto)

# SPDX-License-Identifier: MIT
sekisho_library(ask-type SOURCES ask/type.cpp LINK broker-workers ask-outcome scanners-type-proto)

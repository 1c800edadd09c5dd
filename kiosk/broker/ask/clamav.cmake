# SPDX-License-Identifier: MIT
sekisho_library(ask-clamav SOURCES ask/clamav.cpp LINK broker-workers ask-outcome scanners-clamav-proto)

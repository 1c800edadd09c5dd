# SPDX-License-Identifier: MIT
sekisho_library(ask-yara SOURCES ask/yara.cpp LINK broker-workers ask-outcome scanners-yara-proto)

# SPDX-License-Identifier: MIT
sekisho_library(ask-office SOURCES ask/office.cpp LINK broker-workers ask-outcome decode-office-proto)

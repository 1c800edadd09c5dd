# SPDX-License-Identifier: MIT
sekisho_library(ask-unlock SOURCES ask/unlock.cpp LINK broker-workers ask-outcome unlock-proto)

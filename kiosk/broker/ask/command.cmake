# SPDX-License-Identifier: MIT
sekisho_library(ask-command SOURCES ask/command.cpp
    LINK broker-workers ask-outcome scanners-command-proto policy-facts)

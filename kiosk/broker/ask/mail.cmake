# SPDX-License-Identifier: MIT
sekisho_library(ask-mail SOURCES ask/mail.cpp LINK broker-workers ask-outcome unpack-mail-proto)

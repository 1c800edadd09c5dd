# SPDX-License-Identifier: MIT
sekisho_library(ask-security-key SOURCES ask/security_key.cpp LINK broker-workers token-proto people)

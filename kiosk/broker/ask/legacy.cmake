# SPDX-License-Identifier: MIT
sekisho_library(ask-legacy SOURCES ask/legacy.cpp LINK ask-ooxml ask-office ask-type)

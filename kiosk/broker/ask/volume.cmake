# SPDX-License-Identifier: MIT
sekisho_library(ask-volume SOURCES ask/medium.cpp ask/volume.cpp ask/volume_listing.cpp
    LINK broker-workers intake-folder intake-entry intake-volume-proto base)

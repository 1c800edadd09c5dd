# SPDX-License-Identifier: MIT
sekisho_library(ask-signature
    SOURCES ask/signature.cpp ask/signed_xml.cpp
    LINK broker-workers ask-outcome scanners-signature-proto scanners-signed-xml-proto)

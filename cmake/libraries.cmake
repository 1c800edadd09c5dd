# SPDX-License-Identifier: MIT
# Every third-party library, by name. Who may link which is held by tests/house.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(GTest REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets PrintSupport Test)
find_program(LRELEASE NAMES lrelease PATHS /usr/lib/qt6/bin NO_DEFAULT_PATH REQUIRED)
find_program(LUPDATE NAMES lupdate PATHS /usr/lib/qt6/bin NO_DEFAULT_PATH REQUIRED)

# From its archive: a worker's fork copies the map of every shared library.
find_library(PROTOBUF_LITE_ARCHIVE libprotobuf-lite.a REQUIRED)
set_target_properties(protobuf::libprotobuf-lite PROPERTIES
    IMPORTED_LOCATION ${PROTOBUF_LITE_ARCHIVE} IMPORTED_LOCATION_RELEASE ${PROTOBUF_LITE_ARCHIVE})

foreach(module libseccomp libsodium libcrypto libclamav yara libarchive poppler poppler-glib
        poppler-cpp librsvg-2.0 cairo fontconfig libjpeg libpng libtiff-4 libwebpdemux libwebpmux libheif
        libdeflate libisal sqlite3 gumbo libqrencode tomlplusplus libmagic libusb-1.0 libfido2 libqpdf zlib libxml-2.0 zxing tesseract)
    pkg_check_modules(${module} REQUIRED IMPORTED_TARGET ${module})
endforeach()

# Packages without a pkg-config file.
foreach(pair "pugixml:pugixml.hpp" "tsk:tsk/libtsk.h" "gif:gif_lib.h" "unistring:uninorm.h")
    string(REGEX REPLACE ":.*" "" library ${pair})
    string(REGEX REPLACE ".*:" "" header ${pair})
    find_library(${library}_LIBRARY ${library} REQUIRED)
    find_path(${library}_INCLUDE ${header} REQUIRED)
    add_library(third_party_${library} INTERFACE)
    target_link_libraries(third_party_${library} INTERFACE ${${library}_LIBRARY})
    target_include_directories(third_party_${library} SYSTEM INTERFACE ${${library}_INCLUDE})
endforeach()

# From its archive, too. Its own errors are values; nothing of it throws.
find_library(PUGIXML_ARCHIVE libpugixml.a REQUIRED)
set_target_properties(third_party_pugixml PROPERTIES
    INTERFACE_LINK_LIBRARIES ${PUGIXML_ARCHIVE})

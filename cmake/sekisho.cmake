# SPDX-License-Identifier: MIT
# The few shapes that everything here is built from.

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# A static library of ours: sekisho_library(NAME sources... LINK libraries...)
function(sekisho_library NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    add_library(${NAME} STATIC ${ARG_SOURCES})
    target_link_libraries(${NAME} PUBLIC sekisho_options ${ARG_LINK})
endfunction()

# Generated code is not held to our warnings. Headers are found by their path from the top:
# #include "scanners/type/type.pb.h".
function(sekisho_proto NAME)
    cmake_parse_arguments(ARG "" "" "PROTOS;LINK" ${ARGN})
    set(generated)
    foreach(proto ${ARG_PROTOS})
        file(RELATIVE_PATH relative ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${proto})
        string(REGEX REPLACE "\\.proto$" "" stem ${relative})
        set(out ${PROJECT_BINARY_DIR}/proto/${stem}.pb)
        add_custom_command(OUTPUT ${out}.cc ${out}.h
            COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/proto
            COMMAND protobuf::protoc --proto_path=${PROJECT_SOURCE_DIR}
                    --cpp_out=${PROJECT_BINARY_DIR}/proto ${PROJECT_SOURCE_DIR}/${relative}
            DEPENDS ${PROJECT_SOURCE_DIR}/${relative} VERBATIM)
        list(APPEND generated ${out}.cc ${out}.h)
    endforeach()
    add_library(${NAME} STATIC ${generated})
    target_compile_features(${NAME} PUBLIC cxx_std_20)
    target_compile_options(${NAME} PRIVATE -w)
    target_include_directories(${NAME} SYSTEM PUBLIC ${PROJECT_BINARY_DIR}/proto)
    target_link_libraries(${NAME} PUBLIC protobuf::libprotobuf-lite ${ARG_LINK})
    target_link_libraries(${NAME} PRIVATE sekisho_sanitizers)
endfunction()

# A worker: its program, its messages (NAME-proto) and its profile (NAME-profile, for the attack
# tests). LIBRARY is the one third-party parser it may hold; there is no list on purpose.
#   add_worker(NAME scanners-type LIBRARY PkgConfig::magic SOURCES main.cpp ... PROTO type.proto)
function(add_worker)
    cmake_parse_arguments(ARG "" "NAME;LIBRARY;PROTO;PROFILE" "SOURCES;LINK" ${ARGN})
    if(ARG_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "add_worker(${ARG_NAME}): what is ${ARG_UNPARSED_ARGUMENTS}?")
    endif()
    if(ARG_PROTO)
        sekisho_proto(${ARG_NAME}-proto PROTOS ${ARG_PROTO} LINK worker-proto)
        set(proto ${ARG_NAME}-proto)
    endif()
    if(NOT ARG_PROFILE)
        sekisho_library(${ARG_NAME}-profile SOURCES sandbox.cpp LINK sandbox)
        set_property(GLOBAL APPEND PROPERTY SEKISHO_PROFILES ${ARG_NAME})
        set(ARG_PROFILE ${ARG_NAME}-profile)
    endif()
    add_executable(${ARG_NAME} ${ARG_SOURCES})
    set_target_properties(${ARG_NAME} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/libexec)
    target_link_libraries(${ARG_NAME} PRIVATE
        worker-serve ${proto} ${ARG_PROFILE} ${ARG_LINK} ${ARG_LIBRARY})
    set_property(GLOBAL APPEND PROPERTY SEKISHO_WORKERS ${ARG_NAME})
    # A fork copies the map of every shared library. Where LIBRARY brings no C++ (nor loads any
    # later, as dl may), no second copy of the C++ run-time can meet this one.
    set(c_libraries "" PkgConfig::libmagic PkgConfig::yara PkgConfig::gumbo PkgConfig::libpng
        PkgConfig::libjpeg PkgConfig::libdeflate PkgConfig::libisal PkgConfig::libcrypto third_party_gif
        third_party_pugixml)
    if("${ARG_LIBRARY}" IN_LIST c_libraries AND NOT SEKISHO_SANITIZE)
        target_link_options(${ARG_NAME} PRIVATE -static-libstdc++ -static-libgcc)
    endif()
endfunction()

# sekisho_programs(FOLDER...): `programs` builds every executable of these folders and those in them.
function(sekisho_programs)
    if(NOT TARGET programs)
        add_custom_target(programs)
    endif()
    foreach(folder ${ARGN})
        get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
        foreach(target ${targets})
            get_target_property(type ${target} TYPE)
            if(type STREQUAL EXECUTABLE)
                add_dependencies(programs ${target})
            endif()
        endforeach()
        get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
        if(folders)
            sekisho_programs(${folders})
        endif()
    endforeach()
endfunction()

# sekisho_test(NAME unit-base SOURCES ... LINK ... [LABELS ...] [TIMEOUT seconds]). `sanitized` builds
# those that also run under the sanitizers, by SEKISHO_SANITIZED.
function(sekisho_test)
    cmake_parse_arguments(ARG "" "NAME;TIMEOUT" "SOURCES;LINK;LABELS;DEPENDS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    if(SEKISHO_SANITIZE)
        math(EXPR ARG_TIMEOUT "5 * ${ARG_TIMEOUT}")
    endif()
    add_executable(test-${ARG_NAME} ${ARG_SOURCES})
    set_target_properties(test-${ARG_NAME} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    target_link_libraries(test-${ARG_NAME} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
    target_compile_definitions(test-${ARG_NAME} PRIVATE
        SEKISHO_LIBEXEC="${PROJECT_BINARY_DIR}/libexec" SEKISHO_SOURCE="${PROJECT_SOURCE_DIR}")
    if(ARG_DEPENDS)
        add_dependencies(test-${ARG_NAME} ${ARG_DEPENDS})
    endif()
    add_test(NAME ${ARG_NAME} COMMAND test-${ARG_NAME})
    set_tests_properties(${ARG_NAME} PROPERTIES
        LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
    if(ARG_NAME MATCHES "^(${SEKISHO_SANITIZED})$" AND NOT "large" IN_LIST ARG_LABELS)
        if(NOT TARGET sanitized)
            add_custom_target(sanitized)
        endif()
        add_dependencies(sanitized test-${ARG_NAME})
        set_property(TEST ${ARG_NAME} APPEND PROPERTY LABELS sanitized)
        if(SEKISHO_SANITIZE)
            list(JOIN SEKISHO_LONG_LOOPS ":" long_loops)
            set_property(TEST ${ARG_NAME} PROPERTY ENVIRONMENT GTEST_FILTER=-${long_loops})
        endif()
    endif()
endfunction()

# Every folder below that has a CMakeLists.txt, in the order of their names.
macro(sekisho_add_folders)
    file(GLOB folders CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} */CMakeLists.txt)
    foreach(folder ${folders})
        get_filename_component(folder ${folder} DIRECTORY)
        add_subdirectory(${folder})
    endforeach()
endmacro()

# A fuzz target: LLVMFuzzerTestOneInput in SOURCES. With SEKISHO_FUZZ a libFuzzer program that looks
# for new inputs for a while; always a test that replays tests/fuzz/corpus/NAME, so that no crash once
# found comes back. `fuzzers` builds all of them.
function(sekisho_fuzz)
    cmake_parse_arguments(ARG "" "NAME" "SOURCES;LINK" ${ARGN})
    set(corpus ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${ARG_NAME})
    add_executable(fuzz-${ARG_NAME} ${ARG_SOURCES})
    set_target_properties(fuzz-${ARG_NAME} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
    target_link_libraries(fuzz-${ARG_NAME} PRIVATE sekisho_options ${ARG_LINK})
    if(SEKISHO_FUZZ)
        target_link_options(fuzz-${ARG_NAME} PRIVATE -fsanitize=fuzzer)
        add_test(NAME fuzz-${ARG_NAME}
            COMMAND ${PROJECT_SOURCE_DIR}/tests/fuzz/try.sh $<TARGET_FILE:fuzz-${ARG_NAME}>
                    ${SEKISHO_FUZZ_SECONDS} ${corpus})
    else()
        target_sources(fuzz-${ARG_NAME} PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp)
        add_test(NAME fuzz-${ARG_NAME} COMMAND fuzz-${ARG_NAME} ${corpus})
    endif()
    set_tests_properties(fuzz-${ARG_NAME} PROPERTIES LABELS fuzz TIMEOUT 600)
    if(NOT TARGET fuzzers)
        add_custom_target(fuzzers)
    endif()
    add_dependencies(fuzzers fuzz-${ARG_NAME})
endfunction()

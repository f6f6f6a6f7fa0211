# SPDX-License-Identifier: Apache-2.0
# How every room (library), plugin, program and test of the house is declared.
# A room's own links to other rooms are spelled in LINKS; tests/layering holds them against its table.

add_compile_options(-Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wshadow -Wcast-align
                    -Wunused -Wnull-dereference -Werror)
add_compile_definitions(QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS
                        QT_DISABLE_DEPRECATED_BEFORE=0x060400 ZX_USE_UTF8)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 warns about null in inlined Qt and standard library code when optimising.
    add_compile_options(-Wno-null-dereference -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-dangling-pointer -Wno-maybe-uninitialized)
endif()
if(YICHUANG_SANITIZE)
    add_compile_options(-fsanitize=${YICHUANG_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${YICHUANG_SANITIZE})
else()
    add_compile_definitions($<$<CONFIG:RelWithDebInfo>:QT_NO_DEBUG>)
endif()
if(YICHUANG_WITH_FUZZERS)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

function(_yichuang_common target)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${target} PRIVATE YICHUANG_VERSION="${PROJECT_VERSION}")
endfunction()

# Two precompiled headers for the whole house, one of Qt Core and one that adds Qt Widgets: parsing Qt was half of
# what a small source cost. Made once, by the first target that wants one; every target builds with the same flags.
function(_yichuang_precompile target)
    set(headers <QByteArray> <QCborMap> <QCommandLineParser> <QCoreApplication> <QDateTime> <QDir> <QFile> <QFuture> <QHash>
        <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QPointer> <QProcess> <QPromise>
        <QRegularExpression> <QSet> <QString> <QThread> <QTimer> <QUrl> <QVariant> <algorithm> <atomic> <chrono> <deque>
        <functional> <map> <memory> <mutex> <optional> <string> <tl/expected.hpp> <variant> <vector>)
    set(kind core)
    set(library Qt6::Core)
    if("Qt6::Widgets" IN_LIST ARGN)
        set(kind widgets)
        set(library Qt6::Widgets)
        list(APPEND headers <QAction> <QApplication> <QBoxLayout> <QComboBox> <QFormLayout> <QGridLayout> <QLabel> <QLineEdit>
             <QMenu> <QPainter> <QPushButton> <QScrollArea> <QStyle> <QTableView> <QToolButton> <QWidget>)
    endif()
    set(owner yichuang_precompiled_${kind})
    if(NOT TARGET ${owner})
        set(source ${PROJECT_BINARY_DIR}/${owner}.cpp)
        file(CONFIGURE OUTPUT ${source} CONTENT "// Holds the precompiled header of ${kind}.\n")
        add_library(${owner} OBJECT ${source})
        target_link_libraries(${owner} PRIVATE ${library})
        set_target_properties(${owner} PROPERTIES POSITION_INDEPENDENT_CODE ON AUTOMOC OFF AUTORCC OFF)
        target_precompile_headers(${owner} PRIVATE ${headers})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

# yichuang_room(<name> LINKS <rooms...> USES <external libraries...>)
# A static library yichuang_<name> made of every .h and .cpp of the current folder and below.
function(yichuang_room name)
    cmake_parse_arguments(ROOM "" "" "LINKS;USES" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    add_library(yichuang_${name} STATIC ${sources})
    list(TRANSFORM ROOM_LINKS PREPEND yichuang_)
    target_link_libraries(yichuang_${name} PUBLIC Qt6::Core ${ROOM_LINKS} ${ROOM_USES})
    set_target_properties(yichuang_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    _yichuang_common(yichuang_${name})
    _yichuang_precompile(yichuang_${name} ${ROOM_USES})
endfunction()

# yichuang_program(<name> LINKS <rooms...> USES <external libraries...> SOURCES <files...>)
function(yichuang_program name)
    cmake_parse_arguments(PROGRAM "" "" "LINKS;USES;SOURCES" ${ARGN})
    add_executable(${name} ${PROGRAM_SOURCES})
    list(TRANSFORM PROGRAM_LINKS PREPEND yichuang_)
    target_link_libraries(${name} PRIVATE ${PROGRAM_LINKS} ${PROGRAM_USES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    _yichuang_common(${name})
    _yichuang_precompile(${name})
endfunction()

# yichuang_driver(<name> LINKS ports USES <external libraries...>): a driver plugin from the current folder.
function(yichuang_driver name)
    cmake_parse_arguments(DRIVER "" "" "LINKS;USES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    add_library(${name} MODULE ${sources})
    list(TRANSFORM DRIVER_LINKS PREPEND yichuang_)
    target_link_libraries(${name} PRIVATE Qt6::Core ${DRIVER_LINKS} ${DRIVER_USES})
    set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/plugins PREFIX "")
    _yichuang_common(${name})
    _yichuang_precompile(${name})
endfunction()

# yichuang_test(<name> LINKS <rooms...> USES <libraries...> SOURCES <files...> LABELS <labels...> TIMEOUT <s>)
function(yichuang_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "LINKS;USES;SOURCES;LABELS" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    list(TRANSFORM TEST_LINKS PREPEND yichuang_)
    target_link_libraries(${name} PRIVATE Qt6::Test ${TEST_LINKS} ${TEST_USES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    target_compile_definitions(${name} PRIVATE YICHUANG_SOURCE_DIR="${PROJECT_SOURCE_DIR}" YICHUANG_BINARY_DIR="${PROJECT_BINARY_DIR}")
    _yichuang_common(${name})
    _yichuang_precompile(${name} ${TEST_USES})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8" LABELS "${TEST_LABELS}")
    if(TEST_TIMEOUT)
        set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT})
    else()
        set_tests_properties(${name} PROPERTIES TIMEOUT 300)
    endif()
endfunction()

# yichuang_mirror_tests(<folder> LINKS <rooms...> USES ...): one test program for each tst_*.cpp of the current folder.
function(yichuang_mirror_tests folder)
    cmake_parse_arguments(MIRROR "" "TIMEOUT" "LINKS;USES;LABELS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tst_*.cpp)
    foreach(source IN LISTS sources)
        get_filename_component(stem ${source} NAME_WE)
        yichuang_test(${folder}_${stem} SOURCES ${source} LINKS ${MIRROR_LINKS} USES ${MIRROR_USES}
                      LABELS ${MIRROR_LABELS} TIMEOUT ${MIRROR_TIMEOUT})
    endforeach()
endfunction()

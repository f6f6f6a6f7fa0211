# SPDX-License-Identifier: Apache-2.0
# Configures with no window and no server, builds yichuang_workflows, and looks for any trace of Qt Widgets.
function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "${ARGN}\n${output}")
    endif()
endfunction()

run(${CMAKE_COMMAND} -S ${SOURCE} -B ${FOLDER} -G Ninja -DYICHUANG_WITH_UI=OFF -DYICHUANG_WITH_SERVER=OFF
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
run(${CMAKE_COMMAND} --build ${FOLDER} --target yichuang_workflows)

foreach(file build.ninja CMakeCache.txt compile_commands.json)
    file(STRINGS ${FOLDER}/${file} traces REGEX "Qt6?(Widgets|PrintSupport|Gui)")
    if(traces)
        list(GET traces 0 first)
        message(FATAL_ERROR "${file} knows of windows: ${first}")
    endif()
endforeach()
file(GLOB library ${FOLDER}/app/workflows/libyichuang_workflows.a)
if(NOT library)
    message(FATAL_ERROR "libyichuang_workflows.a was not built")
endif()

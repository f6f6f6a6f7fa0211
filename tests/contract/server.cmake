# SPDX-License-Identifier: Apache-2.0
# The server's side of resources/protocol/openapi.yaml, held against a real server.
foreach(part IN ITEMS audit calls repeats side_by_side wire program)
    yichuang_test(contract_server_${part} SOURCES server_${part}.cpp server_rig.cpp server_rig.h LINKS server
                  USES Qt6::Network yichuang_both_stores LABELS contract TIMEOUT 300)
    yichuang_on_both_stores(contract_server_${part})
endforeach()
add_dependencies(contract_server_program yichuang-server)

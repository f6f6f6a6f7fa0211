# SPDX-License-Identifier: Apache-2.0
# The server's side of resources/protocol/openapi.yaml, held against a real server.
foreach(part IN ITEMS audit calls halls identity protocols repeats roles standing side_by_side wire program)
    yichuang_test(contract_server_${part} SOURCES server_${part}.cpp server_rig.cpp server_rig.h LINKS server
                  USES Qt6::Network yichuang_both_stores yichuang_protocol_book LABELS contract TIMEOUT 300)
    yichuang_on_both_stores(contract_server_${part})
endforeach()
add_dependencies(contract_server_program yichuang-server)

yichuang_test(contract_server_malformed SOURCES server_malformed.cpp malformed_requests.cpp malformed_requests.h
              server_rig.cpp server_rig.h LINKS server
              USES Qt6::Network yichuang_both_stores yichuang_protocol_book LABELS contract TIMEOUT 180)

# Behind the proxy of the example, and its page in a browser that a citizen has.
yichuang_test(contract_server_nginx SOURCES server_nginx.cpp server_rig.cpp server_rig.h LINKS server
              USES Qt6::Network yichuang_both_stores yichuang_protocol_book LABELS contract TIMEOUT 120)
yichuang_test(contract_server_browser SOURCES server_browser.cpp server_rig.cpp server_rig.h LINKS server
              USES Qt6::Network Qt6::Gui yichuang_both_stores yichuang_protocol_book LABELS contract TIMEOUT 420)

# Every store of page files keeps the same contract; the S3 service comes from npm (tests/peers/s3), where there is one.
find_program(npm_program npm)
find_program(node_program node)
if(npm_program AND node_program)
    yichuang_test(contract_server_blob_stores SOURCES server_blob_stores.cpp s3_peer.cpp s3_peer.h server_rig.cpp server_rig.h
                  LINKS server USES Qt6::Network yichuang_both_stores yichuang_protocol_book LABELS contract TIMEOUT 600)
endif()

# SPDX-License-Identifier: Apache-2.0
# Three Debian packages: yichuang-client, yichuang-server and what both read, yichuang-common. `cpack -G DEB` in a build
# folder makes them.
# Linked libraries are found by dpkg-shlibdeps; what is only loaded or read at run time is spelled here.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME yichuang)
set(CPACK_PACKAGE_VENDOR "Yichuang contributors")
set(CPACK_PACKAGE_CONTACT "Yichuang contributors <yichuang@example.org>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENTS_ALL common)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SECTION office)

set(CPACK_DEBIAN_COMMON_PACKAGE_NAME yichuang-common)
set(CPACK_DEBIAN_COMMON_PACKAGE_ARCHITECTURE all)
set(CPACK_COMPONENT_COMMON_DESCRIPTION "Catalogue of matters and calendar of working days for Yichuang
 What a centre is set up with, and what its windows know before they reach it.")

if(TARGET yichuang)
    list(APPEND CPACK_COMPONENTS_ALL client)
    set(CPACK_DEBIAN_CLIENT_PACKAGE_NAME yichuang-client)
    set(CPACK_COMPONENT_CLIENT_DESCRIPTION "Window client for administrative service halls
 Calls tickets, reads identity cards, scans and checks materials, receives and
 accepts cases, prints slips and papers; goes on working without the network.")
    set(CPACK_DEBIAN_CLIENT_PACKAGE_DEPENDS
        "yichuang-common (= ${PROJECT_VERSION}), libqt6sql6-sqlite, libqt6svg6, qt6-image-formats-plugins, breeze-icon-theme, fonts-wqy-microhei, fonts-noto-cjk, qt6-qpa-plugins")
    set(CPACK_DEBIAN_CLIENT_PACKAGE_RECOMMENDS "sane-airscan, gnome-keyring, cups-client")
    set(CPACK_DEBIAN_CLIENT_PACKAGE_SUGGESTS "yichuang-server")
endif()

if(TARGET yichuang-server)
    list(APPEND CPACK_COMPONENTS_ALL server)
    set(CPACK_DEBIAN_SERVER_PACKAGE_NAME yichuang-server)
    set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
    set(CPACK_COMPONENT_SERVER_DESCRIPTION "Reference central server for Yichuang windows
 Enrols windows, takes their operations, answers with the changes of the hall
 and shows citizens the progress of their cases.")
    set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS
        "yichuang-common (= ${PROJECT_VERSION}), libqt6sql6-sqlite, systemd-standalone-sysusers | systemd")
    set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "postgresql")
    set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
        ${CMAKE_CURRENT_SOURCE_DIR}/service/postinst ${CMAKE_CURRENT_SOURCE_DIR}/service/prerm
        ${CMAKE_CURRENT_SOURCE_DIR}/service/postrm)
endif()

include(CPack)

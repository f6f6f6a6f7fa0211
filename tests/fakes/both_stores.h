// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/sql/sql.h"

#include <QCoreApplication>
#include <QTest>

#include <functional>

namespace yichuang
{

/// A database with nothing in it, of the kind whose turn it is: a file of SQLite in `folder`, or a schema of its own in
/// a private PostgreSQL cluster, whose connections have a name of their own.
[[nodiscard]] server::SqlPlace emptyPlace(const QString &folder);
/// True while SQLite's turn is.
[[nodiscard]] bool isEmbeddedsTurn();

/// Runs a test first on SQLite, then on PostgreSQL; how often it failed. The cluster is the one that
/// YICHUANG_TEST_POSTGRES names by a file with its URI; else one is made for this run, which ends with it.
[[nodiscard]] int onBothStores(const std::function<int()> &run);

} // namespace yichuang

/// The main function of a test whose every function runs on both databases.
#define ON_BOTH_STORES(TestClass)                                                                                      \
    int main(int argc, char *argv[])                                                                                   \
    {                                                                                                                  \
        QCoreApplication application(argc, argv);                                                                      \
        QTEST_SET_MAIN_SOURCE_PATH                                                                                     \
        return yichuang::onBothStores([&] {                                                                            \
            TestClass test;                                                                                            \
            return QTest::qExec(&test, argc, argv);                                                                    \
        });                                                                                                            \
    }

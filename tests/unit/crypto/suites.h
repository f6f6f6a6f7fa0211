// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/suite.h"

#include <QTest>

Q_DECLARE_METATYPE(yichuang::Suite)

/// One row a suite.
inline void suiteRows()
{
    QTest::addColumn<yichuang::Suite>("suite");
    QTest::newRow("international") << yichuang::Suite::International;
    QTest::newRow("national") << yichuang::Suite::National;
}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

namespace yichuang
{

/// What every source of codes keeps: the real drivers against their peers, the simulator, the double. `show` holds a
/// code before it, and takes it away again.
inline void keepCodeSourceContract(CodeSource &source, const std::function<void(const QString &)> &show,
                                   const ReadCode &expected)
{
    QSignalSpy read(&source, &CodeSource::codeRead);
    QCOMPARE(source.state(), DeviceState::Absent);
    source.start();
    QTRY_COMPARE_WITH_TIMEOUT(source.state(), DeviceState::Ready, 60'000);
    show(expected.text);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 60'000);
    QCOMPARE(read.at(0).at(0).value<ReadCode>(), expected);
    // The same code twice is two readings.
    show(expected.text);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 2, 60'000);
    QCOMPARE(read.at(1).at(0).value<ReadCode>(), expected);
    source.stop();
    QCOMPARE(source.state(), DeviceState::Absent);
}

} // namespace yichuang

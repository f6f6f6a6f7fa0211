// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/plan.h"

#include "tests/ui/tour/shortfall.h"

#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

namespace yichuang::tour
{
namespace
{

void print(const QString &line)
{
    std::fputs(line.toUtf8().constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void keepEvidence(Journey &journey)
{
    Window &window = journey.stage.window();
    const QString out = journey.stage.cast().out;
    try {
        window.picture(out + QStringLiteral("/failed.png"));
        window.describe(out + QStringLiteral("/failed.txt"));
    } catch (const Shortfall &shortfall) {
        print(QStringLiteral("   no picture of it: ") + shortfall.words());
    }
    QFile::remove(out + QStringLiteral("/failed.client.err"));
    QFile::copy(window.place().errors, out + QStringLiteral("/failed.client.err"));
}

} // namespace

bool play(Journey &journey, const QList<Step> &steps, int &number)
{
    for (const Step &step : steps) {
        ++number;
        const QString place = QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
        QElapsedTimer timer;
        timer.start();
        const auto told = [&](const char *how) {
            return QStringLiteral("%1 %2: %3, %4 s")
                .arg(place, QString::fromUtf8(step.what), QLatin1String(how))
                .arg(static_cast<double>(timer.elapsed()) / 1000.0, 0, 'f', 1);
        };
        try {
            step.act(journey);
            journey.stage.window().picture(journey.stage.cast().out + u'/' + place + u'-' + QLatin1String(step.name)
                                           + QStringLiteral(".png"));
            print(told("ok"));
        } catch (const Shortfall &shortfall) {
            print(told("FAILED"));
            print(QStringLiteral("   ") + shortfall.words());
            keepEvidence(journey);
            return false;
        }
    }
    return true;
}

} // namespace yichuang::tour

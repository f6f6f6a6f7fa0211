// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/device_figures.h"

#include "app/devices/hosted_id_reader.h"
#include "app/devices/hosted_slip_printer.h"
#include "app/devices/test_slip.h"
#include "tests/bench/code_figures.h"
#include "tests/bench/figures.h"
#include "tests/contract/devices_launch.h"
#include "tests/fakes/samv_module.h"
#include "tests/fakes/slip_sink.h"
#include "tests/ui/preview/scene.h"
#include "tests/ui/tour/shortfall.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace yichuang::bench
{
namespace
{

constexpr int waitMs = 30'000;
constexpr int wakeMs = 50;
constexpr int slipsARun = 40;
constexpr int goodStatus = 0x12;
constexpr qsizetype frameBytes = 1'295;

double msOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void await(const std::function<bool()> &condition, const char *what)
{
    // QTest::qWaitFor() sleeps between two looks, which is longer than what is measured.
    QTimer wake;
    wake.start(wakeMs);
    const QDeadlineTimer end(waitMs);
    while (!condition()) {
        tour::demand(!end.hasExpired(), QString::fromLatin1(what));
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

/// As many bytes as a card's frame through a pseudo-terminal, read in this thread.
double bareTerminal()
{
    int master = -1;
    int slave = -1;
    termios raw{};
    ::cfmakeraw(&raw);
    tour::demand(::openpty(&master, &slave, nullptr, &raw, nullptr) == 0, QStringLiteral("no pseudo-terminal"));
    const QByteArray sent(frameBytes, 'x');
    QByteArray got(frameBytes, '\0');
    QElapsedTimer timer;
    timer.start();
    tour::demand(::write(master, sent.constData(), frameBytes) == frameBytes,
                 QStringLiteral("the terminal takes less"));
    for (qsizetype have = 0; have < frameBytes;) {
        const ssize_t count = ::read(slave, got.data() + have, static_cast<std::size_t>(frameBytes - have));
        tour::demand(count > 0, QStringLiteral("the terminal gives less"));
        have += count;
    }
    const double spent = msOf(timer);
    ::close(master);
    ::close(slave);
    return spent;
}

/// Cards of different people, so that the form has something to change.
QJsonObject cardToForm(QApplication &application, int runs)
{
    Scene scene(application);
    scene.window->show();
    scene.settle();
    scene.signIn();
    SamvModule module;
    HostedIdReader reader(
        launchOf(QStringLiteral("samv"), {{QStringLiteral("port"), module.open()}, {QStringLiteral("baud"), 115'200}}));
    QObject::connect(&reader, &IdReader::cardRead, &scene.reader, [&scene](const IdCard &card) {
        scene.reader.removeCard();
        scene.reader.layCard(card);
    });
    QElapsedTimer timer;
    QObject::connect(&module, &SamvModule::cardAnswered, &module, [&timer] { timer.start(); });
    scene.visit->handle(visit::TicketCame{scene.centre.tickets.constFirst()});
    scene.settle();
    reader.start();
    QList<double> form;
    QList<double> bare;
    for (int run = 0; run < 4 * runs; ++run) {
        CardText text;
        text.name = QStringLiteral("张培训") + QChar(static_cast<char16_t>(0x4E00 + run));
        timer.invalidate();
        module.layCard(text.block());
        double spent = 0;
        await(
            [&] {
                const auto *name = scene.window->findChild<QWidget *>(QStringLiteral("applicantName"));
                const bool filled =
                    timer.isValid() && name != nullptr && name->property("text").toString() == text.name;
                if (filled && spent == 0)
                    spent = msOf(timer);
                return filled;
            },
            "the card did not reach the form");
        form.append(spent);
        module.removeCard();
        const int finds = module.finds();
        await([&] { return module.finds() > finds + 1; }, "the reader does not look");
        bare.append(bareTerminal());
    }
    reader.stop();
    return {{QStringLiteral("figure"), QStringLiteral("card-to-form")},
            {QStringLiteral("cards"), form.size()},
            {QStringLiteral("msP50"), median(form)},
            {QStringLiteral("msP95"), nearlyWorst(form)},
            {QStringLiteral("bareMsP50"), median(bare)}};
}

/// The same bytes over a connection of their own each, without driver or questions.
double bareSlips(SlipSink &sink, const QByteArray &slip)
{
    const QUrl where(sink.address());
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < slipsARun; ++i) {
        sink.clear();
        QTcpSocket socket;
        socket.connectToHost(where.host(), static_cast<quint16>(where.port()));
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(slip); });
        await([&] { return sink.everything().size() >= slip.size(); }, "the bare slip did not come");
    }
    return slipsARun * 1'000.0 / msOf(timer);
}

QJsonObject slipsASecond(int runs)
{
    SlipSink sink;
    sink.setStatus(goodStatus, goodStatus);
    HostedSlipPrinter printer(launchOf(QStringLiteral("escpos"), {{QStringLiteral("to"), sink.address()}}));
    const auto print = [&printer] {
        const QFuture<Result<Done>> done = printer.print(testSlip({}));
        await([&done] { return done.isFinished(); }, "the slip was not printed");
        tour::demand(done.result().has_value(), QStringLiteral("the slip was refused"));
    };
    print(); // the helper has begun, and knows that the printer answers
    const QByteArray slip = sink.slip();
    QList<double> ours;
    QList<double> bare;
    for (int run = 0; run < runs; ++run) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < slipsARun; ++i)
            print();
        ours.append(slipsARun * 1'000.0 / msOf(timer));
        bare.append(bareSlips(sink, slip));
    }
    return {{QStringLiteral("figure"), QStringLiteral("slips-a-second")},
            {QStringLiteral("bytes"), slip.size()},
            {QStringLiteral("slips"), median(ours)},
            {QStringLiteral("bareSlips"), median(bare)},
            {QStringLiteral("ratioToBare"), median(ours) / std::max(1.0, median(bare))}};
}

} // namespace

QList<QJsonObject> deviceFigures(QApplication &application, int runs)
{
    QList<QJsonObject> figures{cardToForm(application, runs), slipsASecond(runs)};
    figures += codeFigures();
    return figures;
}

} // namespace yichuang::bench

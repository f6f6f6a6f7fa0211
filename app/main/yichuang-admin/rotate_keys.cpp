// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-admin/command.h"
#include "app/main/yichuang-admin/opened_window.h"

#include <QJsonObject>

namespace yichuang
{
namespace
{

/// Gives a window a new master key. Where it is ended, doing it again goes on with the same rotation; so does the
/// window itself at the next sign-in.
class RotateKeys final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        addWindowOptions(parser);
        parser.addOption({QStringLiteral("only-begin"),
                          QStringLiteral("Make the new key, and leave it to the window to seal everything anew while "
                                         "its clerks work.")});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        if (!parser.positionalArguments().isEmpty())
            return QStringLiteral("rotate-keys takes no argument");
        const auto window = openWindow(parser, m_clock);
        if (!window)
            return ended(window.error());
        auto ledger = window->ledger(window->keys, m_clock);
        if (const auto opened = ledger->open(); !opened)
            return ended(opened.error());
        if (ledger->viewOnly())
            return ended(*ledger->viewOnly());
        const auto keys = window->vault->beginRotation(window->keys.master);
        if (!keys)
            return ended(keys.error());
        output().line(
            {{QStringLiteral("step"), QStringLiteral("begun")}, {QStringLiteral("generation"), keys->generation}},
            QStringLiteral("The window has a new key, generation %1.").arg(keys->generation));
        if (parser.isSet(QStringLiteral("only-begin"))) {
            finish(ExitCode::Ok);
            return {};
        }
        ledger = window->ledger(*keys, m_clock);
        if (const auto done = sealAnew(*ledger).and_then([&](Done) { return backUp(*ledger); }); !done)
            return ended(done.error());
        ledger.reset();
        if (const auto finished = window->vault->finishRotation(keys->master); !finished)
            return ended(finished.error());
        output().line(
            {{QStringLiteral("step"), QStringLiteral("finished")}, {QStringLiteral("generation"), keys->generation}},
            QStringLiteral("Nothing is sealed by the old key any more."));
        finish(ExitCode::Ok);
        return {};
    }

private:
    QString ended(const Reason &reason)
    {
        finish(reason);
        return {};
    }

    Result<Done> sealAnew(Ledger &ledger)
    {
        if (const auto opened = ledger.open(); !opened)
            return opened;
        for (int percent = -1;;) {
            const auto standing = ledger.resealSome();
            if (!standing)
                return failure(standing.error());
            const int now = standing->total == 0 ? 100 : static_cast<int>(standing->done * 100 / standing->total);
            if (now != percent || standing->over) {
                percent = now;
                output().line({{QStringLiteral("step"), QStringLiteral("sealing")},
                               {QStringLiteral("done"), standing->done},
                               {QStringLiteral("total"), standing->total},
                               {QStringLiteral("broken"), standing->broken}},
                              QStringLiteral("%1 of %2").arg(standing->done).arg(standing->total));
            }
            if (standing->over)
                return Done{};
        }
    }

    /// Backups of before open only by the keys that are forgotten next.
    static Result<Done> backUp(Ledger &ledger)
    {
        for (;;) {
            const auto file = ledger.backUpSome();
            if (!file)
                return failure(file.error());
            if (!*file)
                continue;
            const auto placed = placeBackup(**file);
            ledger.backedUp(placed);
            return placed;
        }
    }

    SystemClock m_clock;
};

/// Lets a clerk in again where every password of a window is lost.
class Recover final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        addWindowOptions(parser);
        parser.addOptions({{QStringLiteral("for"), QStringLiteral("The clerk who is to open the window again."),
                            QStringLiteral("LOGIN")},
                           {QStringLiteral("new-password-file"),
                            QStringLiteral("His password here from now on: the one that he has at the centre."),
                            QStringLiteral("FILE")},
                           {QStringLiteral("new-code"),
                            QStringLiteral("Also make a new recovery code; the one of before opens nothing then.")}});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        const QString clerk = parser.value(QStringLiteral("for"));
        if (clerk.isEmpty() != !parser.isSet(QStringLiteral("new-password-file")))
            return QStringLiteral("--for and --new-password-file belong together");
        const auto done = recover(parser, clerk);
        if (done)
            finish(ExitCode::Ok);
        else
            finish(done.error());
        return {};
    }

private:
    Result<Done> recover(const QCommandLineParser &parser, const QString &clerk)
    {
        const auto window = openWindow(parser, m_clock);
        if (!window)
            return failure(window.error());
        const Secret master = window->keys.master;
        const auto ledger = window->ledger(window->keys, m_clock);
        if (const auto opened = ledger->open(); !opened)
            return opened;
        const auto standing = ledger->standing();
        if (!standing)
            return failure(standing.error());
        output().line(
            {{QStringLiteral("step"), QStringLiteral("opened")}, {QStringLiteral("waiting"), standing->operations}},
            QStringLiteral("The store opens; %1 operations wait to be sent.").arg(standing->operations));
        if (!clerk.isEmpty()) {
            const auto password = firstLine(parser.value(QStringLiteral("new-password-file")));
            if (!password)
                return failure(password.error());
            if (const auto added = window->vault->addClerk(clerk, *password, master); !added)
                return added;
            output().line({{QStringLiteral("step"), QStringLiteral("clerk")}, {QStringLiteral("clerk"), clerk}},
                          QStringLiteral("%1 opens this window by the new password.").arg(clerk));
        }
        if (!parser.isSet(QStringLiteral("new-code")))
            return Done{};
        return window->vault->renewRecoveryCode(master).map([this](const QString &code) {
            output().line({{QStringLiteral("step"), QStringLiteral("code")}, {QStringLiteral("code"), code}},
                          QStringLiteral("New recovery code, for the safe: %1").arg(code));
            return Done{};
        });
    }

    SystemClock m_clock;
};

} // namespace

std::unique_ptr<Command> makeRotateKeys(Output output, const Places &places)
{
    return std::make_unique<RotateKeys>(output, places);
}

std::unique_ptr<Command> makeRecover(Output output, const Places &places)
{
    return std::make_unique<Recover>(output, places);
}

} // namespace yichuang

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/exit_code.h"
#include "app/base/places.h"
#include "app/base/result.h"
#include "app/devices/driver_process.h"

#include <QCommandLineParser>
#include <QObject>

namespace yichuang
{

/// Where a command writes: JSON, one object a line, or lines for people.
class Output
{
public:
    explicit Output(bool json) : m_json(json) {}
    void line(const QJsonObject &json, const QString &forPeople) const;
    /// A failure: {fault, code, where, detail} as JSON; for people on standard error.
    void fail(const Reason &reason) const;

private:
    bool m_json;
};

/// One command of the program. Works on the event loop and ends with done().
class Command : public QObject
{
    Q_OBJECT

public:
    Command(Output output, Places places) : m_output(output), m_places(std::move(places)) {}
    /// Its options and arguments.
    virtual void describe(QCommandLineParser &parser) const = 0;
    /// Begins; gives what is wrong with the arguments, or nothing.
    [[nodiscard]] virtual QString begin(const QCommandLineParser &parser) = 0;

Q_SIGNALS:
    void done(yichuang::ExitCode code);

protected:
    [[nodiscard]] const Output &output() const { return m_output; }
    [[nodiscard]] const Places &places() const { return m_places; }
    [[nodiscard]] DriverLaunch launch(const QString &driver, const QJsonObject &settings) const
    {
        return DriverLaunch{m_places.devhost, m_places.plugins, driver, settings, {}};
    }
    void finish(ExitCode code) { Q_EMIT done(code); }
    void finish(const Reason &reason)
    {
        m_output.fail(reason);
        Q_EMIT done(exitCodeOf(reason.fault));
    }

private:
    Output m_output;
    Places m_places;
};

/// Every command by its name, in the order of the help.
struct CommandRow {
    const char *name;
    const char *summary;
    std::unique_ptr<Command> (*make)(Output output, const Places &places);
};
[[nodiscard]] const QList<CommandRow> &commands();

[[nodiscard]] std::unique_ptr<Command> makeDevices(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeReadId(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeDecode(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeIdentify(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeDue(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeScan(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makePrintSlip(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeVerifyPaper(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeVerifyAudit(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeRotateKeys(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeRecover(Output output, const Places &places);
[[nodiscard]] std::unique_ptr<Command> makeCatalogue(Output output, const Places &places);

} // namespace yichuang

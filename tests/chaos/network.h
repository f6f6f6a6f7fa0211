// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/line.h"
#include "tests/chaos/agenda.h"
#include "tests/chaos/dice.h"
#include "tests/chaos/trace.h"
#include "tests/chaos/world_centre.h"

namespace yichuang::chaos
{

/// How often something happens to a call: each 0 to 1.
struct Weather {
    double lostOnTheWay = 0; ///< the centre never hears of it
    double lostOnReturn = 0; ///< the centre did it, the window never hears
    double twice = 0;        ///< heard twice, the second time later
    double slow = 0;         ///< on its way up to 40 s
    double shortened = 0;    ///< the reply's body ends too early
    double busy = 0;         ///< answered 429 or 5xx instead
    double foreign = 0;      ///< answered by something that is not our server
};

/// What lies between windows and centre. Everything it does to calls comes from its dice.
class Network
{
public:
    using Ended = std::function<void(const Result<RawReply> &)>;

    Network(Agenda &agenda, WorldCentre &centre, Dice dice, Trace &trace);

    void setWeather(const Weather &weather) { m_weather = weather; }
    void setCut(int window, bool cut);
    [[nodiscard]] bool isCut(int window) const { return m_cut.contains(window); }
    /// All calls that the centre has not answered end: its process is gone.
    void centreDied();
    /// `ended` is called once, at the latest after `totalMs`.
    void carry(int window, const server::Request &request, int totalMs, const Ended &ended);
    /// Calls that a window made so far.
    [[nodiscard]] qint64 calls(int window) const { return m_calls.value(window); }

private:
    struct Journey;
    void set(const std::shared_ptr<Journey> &journey);
    void hear(const std::shared_ptr<Journey> &journey, bool again);
    void comeBack(const std::shared_ptr<Journey> &journey, const server::Response &response);
    void lose(const std::shared_ptr<Journey> &journey);
    void end(const std::shared_ptr<Journey> &journey, const Result<RawReply> &reply);
    [[nodiscard]] RawReply busyReply(bool toHead);
    [[nodiscard]] RawReply foreignReply();
    [[nodiscard]] qint64 latency();

    Agenda &m_agenda;
    WorldCentre &m_centre;
    Dice m_dice;
    Trace &m_trace;
    Weather m_weather;
    QSet<int> m_cut;
    QMap<int, qint64> m_calls;
    QMap<quint64, std::shared_ptr<Journey>> m_journeys;
    quint64 m_last = 0;
};

/// A window's line into the network.
class WorldLine final : public Line
{
public:
    WorldLine(Network &network, const Agenda &agenda, int window, QString device, Break broken);

    void send(const Call &call, const Finished &finished) override;
    void setAddress(const CentreAddress &) override {}
    void abandon(quint64 number) override { m_open.remove(number); }

private:
    [[nodiscard]] server::Request requestFor(const Call &call) const;

    Network &m_network;
    const Agenda &m_agenda;
    int m_window;
    QString m_device;
    Break m_broken;
    QSet<quint64> m_open; ///< by Call::number
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace yichuang::chaos

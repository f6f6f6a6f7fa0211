// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"
#include "plugins/idreaders/samv/frame.h"
#include "plugins/idreaders/samv/frame_trace.h"
#include "plugins/serial_link.h"

namespace yichuang::samv
{

/// A SAM_V module on a serial line. Finds, selects and reads; the module answers a find with "not found" while a card
/// that was read still lies there, so that a card's leaving is known, and reported, when the next one is found.
/// Faults: ReaderMissing (no port, or a module that stays silent), ReaderTornFrame, ReaderChecksum, ReaderCardMoved,
/// ReaderRefused, ReaderTextInvalid, ReaderCheckDigit.
class SamvReader final : public IdReader
{
    Q_OBJECT

public:
    struct Options {
        SerialLink::Options link; ///< a baud of 0: found out by asking the module at each speed it may have
        int pollMs = 300;         ///< never less
    };

    explicit SamvReader(Options options, QObject *parent = nullptr);
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// {port, baud, moduleId}: what is known of the reader; the last two once it has answered.
    [[nodiscard]] Q_INVOKABLE QJsonObject describe() const;

Q_SIGNALS:
    /// What goes over the wire, without what a card says.
    void traced(bool fromDevice, const QByteArray &bytes, bool content);

private:
    enum class Step { Idle, Greeting, Introducing, Finding, Selecting, Reading, Addressing };

    void begin();
    void greet();
    void ask(Step step, Command command);
    void take(const QByteArray &bytes);
    void takeReply(const Reply &reply);
    void takeFound(const Reply &reply);
    void takeCard(const Reply &reply);
    void takeAddress(const Reply &reply);
    void late();
    void report();
    void sayRemoved();
    void badFrame(const Reason &reason);
    void refuse(const Reply &reply);
    void rest();
    void lose(const Reason &reason);
    void setState(DeviceState state);

    Options m_options;
    SerialLink m_link;
    std::size_t m_speed = 0; ///< of those that are tried
    int m_greetings = 0;
    bool m_speedKnown;
    QString m_moduleId;
    ReplyParser m_parser;
    FrameTrace m_trace;
    QTimer m_poll;
    QTimer m_limit;
    Step m_step = Step::Idle;
    DeviceState m_state = DeviceState::Absent;
    std::optional<IdCard> m_card; ///< read, while its new address is asked for
    int m_silences = 0;
    int m_moves = 0;
    QByteArray m_lying;      ///< text of the card that was read last, until a find fails
    bool m_reported = false; ///< a card was reported and has not been seen to leave
    bool m_saidMissing = false;
};

} // namespace yichuang::samv

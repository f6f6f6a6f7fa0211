// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace yichuang
{

/// A SAM_V module at the other end of a pseudo-terminal: speaks the module's frames as the real one does. The card
/// that was read is not found again before it has left.
class SamvModule final : public QObject
{
    Q_OBJECT

public:
    explicit SamvModule(QObject *parent = nullptr);
    ~SamvModule() override;
    SamvModule(const SamvModule &) = delete;
    SamvModule &operator=(const SamvModule &) = delete;

    /// Makes the pseudo-terminal; gives the device file that a driver opens.
    QString open();
    /// The reader's cable is pulled: the device file hangs up.
    void hangUp();
    /// Lays a card whose text block is `text` (256 bytes); `newAddress` UTF-16LE or empty.
    void layCard(const QByteArray &text, const QByteArray &newAddress = {});
    void removeCard() { m_card.clear(); }
    [[nodiscard]] int reads() const { return m_reads; }
    [[nodiscard]] int finds() const { return m_finds; }

    /// Changes the bytes of the next read reply before they go out: torn, wrong checksum, stray bytes.
    void spoilNextRead(std::function<QByteArray(QByteArray)> spoil) { m_spoil = std::move(spoil); }
    /// Speaks at this speed only; to whoever speaks at another it gives noise. 0: at any.
    void speakAt(int baud) { m_baud = baud; }
    /// No answer to anything.
    void setSilent(bool silent) { m_silent = silent; }
    /// SW3 of the next find, in place of its own.
    void refuseNextFind(quint8 status) { m_refusal = status; }

Q_SIGNALS:
    /// The last byte of a card's text and photo is on the wire.
    void cardAnswered();

private:
    [[nodiscard]] bool isHeard() const;
    void read();
    void answer(const QByteArray &command);
    void answerRead();
    void send(quint8 status, const QByteArray &content = {});
    void write(const QByteArray &bytes);

    int m_master = -1;
    int m_slave = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_buffer;
    QByteArray m_card;
    QByteArray m_newAddress;
    std::function<QByteArray(QByteArray)> m_spoil;
    int m_reads = 0;
    int m_finds = 0;
    int m_baud = 0;
    quint8 m_refusal = 0;
    bool m_fresh = false;
    bool m_silent = false;
};

/// The text block of a resident's card, 256 bytes UTF-16LE, from values as the card has them (codes, yyyyMMdd).
struct CardText {
    QString name = QStringLiteral("张培训");
    QString sex = QStringLiteral("1");
    QString ethnicity = QStringLiteral("01");
    QString birth = QStringLiteral("19850312");
    QString address = QStringLiteral("河北省石家庄市长安区培训路1号");
    QString number = QStringLiteral("130102198503120316");
    QString authority = QStringLiteral("石家庄市公安局长安分局");
    QString from = QStringLiteral("20190510");
    QString to = QStringLiteral("20390510");
    QString rest;
    [[nodiscard]] QByteArray block() const;
};
/// Fields at byte offsets of an empty block of blanks.
[[nodiscard]] QByteArray cardBlock(const QList<QPair<int, QString>> &fields);

} // namespace yichuang

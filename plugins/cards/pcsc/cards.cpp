// SPDX-License-Identifier: Apache-2.0
#include "plugins/cards/pcsc/cards.h"

namespace yichuang::pcsc
{
namespace
{

constexpr qsizetype leastCommand = 4;
constexpr qsizetype mostCommand = 65'544; ///< extended length
constexpr qsizetype mostAnswer = 65'538;

tl::unexpected<Reason> refused(LONG code, const char *where)
{
    return tl::unexpected(reasonOf(code, where));
}

} // namespace

Reason reasonOf(LONG code, const char *where)
{
    Fault fault = Fault::ReaderRefused;
    switch (code) {
    case SCARD_E_NO_SERVICE:
    case SCARD_E_SERVICE_STOPPED:
    case SCARD_E_NO_READERS_AVAILABLE:
    case SCARD_E_READER_UNAVAILABLE:
    case SCARD_E_UNKNOWN_READER:
        fault = Fault::ReaderMissing;
        break;
    case SCARD_E_NO_SMARTCARD:
        fault = Fault::ReaderNoCard;
        break;
    case SCARD_W_REMOVED_CARD:
    case SCARD_W_RESET_CARD:
    case SCARD_W_UNPOWERED_CARD:
    case SCARD_W_UNRESPONSIVE_CARD:
    case SCARD_E_INVALID_HANDLE:
    case SCARD_E_NOT_TRANSACTED:
        fault = Fault::ReaderCardMoved;
        break;
    default:
        break;
    }
    return {fault, QLatin1String(where), QString::fromUtf8(pcsc_stringify_error(code))};
}

Cards::~Cards()
{
    for (const QString &reader : m_talks.keys())
        release(reader);
    if (m_open)
        SCardReleaseContext(m_context);
}

LONG Cards::connect(const QString &reader, Talk &talk)
{
    if (!m_open) {
        const LONG made = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_context);
        if (made != SCARD_S_SUCCESS)
            return made;
        m_open = true;
    }
    return SCardConnect(m_context, reader.toUtf8().constData(), SCARD_SHARE_SHARED,
                        SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &talk.card, &talk.protocol);
}

Result<Cards::Talk> Cards::talkTo(const QString &reader)
{
    if (m_talks.contains(reader))
        return m_talks.value(reader);
    Talk talk;
    LONG connected = connect(reader, talk);
    if (connected == SCARD_E_NO_SERVICE || connected == SCARD_E_SERVICE_STOPPED || connected == SCARD_E_INVALID_HANDLE
        || connected == SCARD_F_COMM_ERROR) {
        // The service went since; the one that is there now knows nothing of us.
        forgetService();
        connected = connect(reader, talk);
    }
    if (connected != SCARD_S_SUCCESS)
        return refused(connected, "pcsc.connect");
    m_talks.insert(reader, talk);
    return talk;
}

void Cards::forgetService()
{
    m_talks.clear();
    if (std::exchange(m_open, false))
        SCardReleaseContext(m_context);
}

Result<QByteArray> Cards::transmit(const QString &reader, const QByteArray &command)
{
    if (command.size() < leastCommand)
        return failure(Fault::BadArgument, QStringLiteral("pcsc.transmit"), QStringLiteral("command"));
    if (command.size() > mostCommand)
        return failure(Fault::TooLarge, QStringLiteral("pcsc.transmit"), QStringLiteral("command"));
    const auto talk = talkTo(reader);
    if (!talk)
        return failure(talk.error());
    const SCARD_IO_REQUEST *line = talk->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    QByteArray answer(mostAnswer, Qt::Uninitialized);
    auto length = static_cast<DWORD>(answer.size());
    const LONG sent =
        SCardTransmit(talk->card, line, reinterpret_cast<const BYTE *>(command.constData()),
                      static_cast<DWORD>(command.size()), nullptr, reinterpret_cast<BYTE *>(answer.data()), &length);
    if (sent != SCARD_S_SUCCESS) {
        release(reader, SCARD_LEAVE_CARD);
        return refused(sent, "pcsc.transmit");
    }
    if (length < 2)
        return failure(Fault::ReaderTornFrame, QStringLiteral("pcsc.transmit"), QStringLiteral("no status bytes"));
    answer.truncate(static_cast<qsizetype>(length));
    return answer;
}

QString Cards::probe(const QString &reader, const QList<QByteArray> &applets)
{
    constexpr char mostAid = 16; // ISO 7816-4
    QString found;
    for (const QByteArray &applet : applets) {
        if (applet.isEmpty() || applet.size() > mostAid)
            continue;
        QByteArray select = QByteArrayLiteral("\x00\xA4\x04\x00");
        select.append(static_cast<char>(applet.size())).append(applet).append('\0');
        const auto answer = transmit(reader, select);
        if (!answer)
            break;
        const char status = answer->at(answer->size() - 2);
        if (status == '\x90' || status == '\x61') {
            found = QString::fromLatin1(applet.toHex().toUpper());
            break;
        }
    }
    release(reader);
    return found;
}

void Cards::release(const QString &reader, DWORD disposition)
{
    if (const auto at = m_talks.constFind(reader); at != m_talks.constEnd()) {
        SCardDisconnect(at->card, disposition);
        m_talks.erase(at);
    }
}

} // namespace yichuang::pcsc

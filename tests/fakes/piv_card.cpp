// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/piv_card.h"

#include <botan/auto_rng.h>
#include <botan/data_src.h>
#include <botan/ecdsa.h>
#include <botan/pubkey.h>
#include <botan/x509_ca.h>
#include <botan/x509self.h>

namespace yichuang
{
namespace
{

const QByteArray good = QByteArray::fromHex("9000");
const QByteArray unknownCommand = QByteArray::fromHex("6D00");
const QByteArray unknownObject = QByteArray::fromHex("6A82");
const QByteArray unselected = QByteArray::fromHex("6985");
const QByteArray notVerified = QByteArray::fromHex("6982");
const QByteArray wrongData = QByteArray::fromHex("6A80");
constexpr qsizetype digestSize = 32;
constexpr qsizetype atOnce = 250; ///< bytes of a long answer

/// One value in BER-TLV with its length, at most 65,535.
QByteArray tagged(const char *tag, const QByteArray &value)
{
    QByteArray out = QByteArray::fromHex(tag);
    if (value.size() > 0xFF)
        out.append('\x82').append(static_cast<char>(value.size() >> 8));
    else if (value.size() > 0x7F)
        out.append('\x81');
    return out.append(static_cast<char>(value.size() & 0xFF)).append(value);
}

} // namespace

struct PivCard::Key {
    Botan::AutoSeeded_RNG random;
    Botan::ECDSA_PrivateKey pair{random, Botan::EC_Group("secp256r1")};
};

PivCard::PivCard() : m_key(std::make_unique<Key>())
{
    Botan::X509_Cert_Options options("Clerk/CN");
    options.common_name = "lixw";
    const auto certificate = Botan::X509::create_self_signed_cert(options, m_key->pair, "SHA-256", m_key->random);
    const auto bytes = certificate.BER_encode();
    m_certificate = QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

PivCard::~PivCard() = default;

QByteArray PivCard::reset()
{
    m_selected = false;
    m_verified = false;
    m_rest.clear();
    return QByteArray::fromHex(atr);
}

QByteArray PivCard::answer(const QByteArray &command)
{
    if (command.size() < 4)
        return wrongData;
    const auto instruction = static_cast<unsigned char>(command.at(1));
    const qsizetype given = command.size() > 5 ? static_cast<unsigned char>(command.at(4)) : 0;
    const QByteArray data = command.mid(5, given);
    if (data.size() != given)
        return wrongData;
    if (instruction == 0xA4)
        return select(data);
    if (instruction == 0xC0)
        return rest();
    if (!m_selected)
        return unselected;
    switch (instruction) {
    case 0x20:
        return verify(data);
    case 0x87:
        return authenticate(data);
    case 0xCB:
        if (data != QByteArray::fromHex("5C035FC105"))
            return unknownObject;
        m_rest = tagged("53", tagged("70", m_certificate) + QByteArray::fromHex("710100FE00"));
        return rest();
    default:
        return unknownCommand;
    }
}

QByteArray PivCard::select(const QByteArray &data)
{
    m_selected = data == QByteArray::fromHex(aid);
    m_verified = false;
    return m_selected ? tagged("61", tagged("4F", QByteArray::fromHex("000010000100"))) + good : unknownObject;
}

QByteArray PivCard::verify(const QByteArray &data)
{
    if (m_tries == 0)
        return QByteArray::fromHex("6983");
    m_verified = data == QByteArray(pin).leftJustified(8, '\xFF');
    m_tries = m_verified ? 3 : m_tries - 1;
    return m_verified ? good : QByteArray("\x63", 1).append(static_cast<char>(0xC0 | m_tries));
}

QByteArray PivCard::authenticate(const QByteArray &data)
{
    const QByteArray head = QByteArray::fromHex("7C2482008120");
    if (!m_verified)
        return notVerified;
    if (!data.startsWith(head) || data.size() != head.size() + digestSize)
        return wrongData;
    Botan::PK_Signer signer(m_key->pair, m_key->random, "Raw", Botan::DER_SEQUENCE);
    const auto made = signer.sign_message(reinterpret_cast<const std::uint8_t *>(data.constData() + head.size()),
                                          digestSize, m_key->random);
    const QByteArray signature(reinterpret_cast<const char *>(made.data()), static_cast<qsizetype>(made.size()));
    return tagged("7C", tagged("82", signature)) + good;
}

QByteArray PivCard::rest()
{
    const QByteArray now = m_rest.left(atOnce);
    m_rest.remove(0, now.size());
    if (m_rest.isEmpty())
        return now + good;
    return now + QByteArray("\x61", 1).append(static_cast<char>(std::min<qsizetype>(m_rest.size(), atOnce)));
}

bool signatureFits(const QByteArray &certificate, const QByteArray &digest, const QByteArray &signature)
{
    Botan::DataSource_Memory source(reinterpret_cast<const std::uint8_t *>(certificate.constData()),
                                    static_cast<std::size_t>(certificate.size()));
    const Botan::X509_Certificate read(source);
    const auto key = read.load_subject_public_key();
    Botan::PK_Verifier verifier(*key, "Raw", Botan::DER_SEQUENCE);
    return verifier.verify_message(
        reinterpret_cast<const std::uint8_t *>(digest.constData()), static_cast<std::size_t>(digest.size()),
        reinterpret_cast<const std::uint8_t *>(signature.constData()), static_cast<std::size_t>(signature.size()));
}

} // namespace yichuang

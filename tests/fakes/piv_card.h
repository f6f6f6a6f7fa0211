// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <memory>

namespace yichuang
{

/// A card with an applet in the manner of PIV (NIST SP 800-73-4): one P-256 key with its certificate in slot 9A behind
/// a PIN. Knows what a card knows and no more; one thread.
class PivCard
{
public:
    PivCard();
    ~PivCard();

    static constexpr const char *aid = "A000000308000010000100";
    static constexpr const char *atr = "3B800181"; ///< T=1
    static constexpr const char *pin = "314159";

    /// What it answers to its reset; it forgets everything that it was told.
    QByteArray reset();
    [[nodiscard]] QByteArray answer(const QByteArray &command);
    [[nodiscard]] const QByteArray &certificate() const { return m_certificate; } ///< DER

private:
    [[nodiscard]] QByteArray select(const QByteArray &data);
    [[nodiscard]] QByteArray verify(const QByteArray &data);
    [[nodiscard]] QByteArray authenticate(const QByteArray &data);
    [[nodiscard]] QByteArray rest();

    struct Key;
    std::unique_ptr<Key> m_key;
    QByteArray m_certificate;
    QByteArray m_rest; ///< of a long answer
    int m_tries = 3;
    bool m_selected = false;
    bool m_verified = false;
};

/// True where the key of the certificate made the signature (DER) of the digest (SHA-256).
[[nodiscard]] bool signatureFits(const QByteArray &certificate, const QByteArray &digest, const QByteArray &signature);

} // namespace yichuang

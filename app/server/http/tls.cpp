// SPDX-License-Identifier: Apache-2.0
#include "app/server/http/tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

namespace yichuang::server
{
namespace
{

struct Free {
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

Owned<BIO> reader(const QByteArray &bytes)
{
    return Owned<BIO>(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

Owned<X509> readX509(const QByteArray &pem)
{
    const auto bio = reader(pem);
    return Owned<X509>(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

tl::unexpected<Reason> refusedTls(const QString &what)
{
    const unsigned long code = ERR_get_error();
    const char *text = code != 0 ? ERR_reason_error_string(code) : nullptr;
    return failure(Fault::ConfigMalformed, QStringLiteral("server.tls"),
                   what + QStringLiteral(": ") + QString::fromLatin1(text != nullptr ? text : "unreadable"));
}

} // namespace

Result<SSL_CTX *> makeTlsContext(const TlsMaterial &material)
{
    Owned<SSL_CTX> context(SSL_CTX_new(TLS_server_method()));
    if (!context)
        return refusedTls(QStringLiteral("context"));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.get(),
                        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // A connection that waits holds no buffers, and a session resumes by its ticket: nothing of it stays here.
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    static const unsigned char sessionContext[] = "yichuang";
    SSL_CTX_set_session_id_context(context.get(), sessionContext, sizeof sessionContext - 1);

    const Owned<X509> certificate = readX509(material.certificate);
    if (!certificate || SSL_CTX_use_certificate(context.get(), certificate.get()) != 1)
        return refusedTls(QStringLiteral("server certificate"));
    const auto keyBio = reader(material.key);
    const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, nullptr, nullptr));
    if (!key || SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1)
        return refusedTls(QStringLiteral("server key"));
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return refusedTls(QStringLiteral("server key does not fit its certificate"));
    const Owned<X509> authority = readX509(material.authority);
    if (!authority || X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), authority.get()) != 1
        || SSL_CTX_add_client_CA(context.get(), authority.get()) != 1)
        return refusedTls(QStringLiteral("authority"));
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    return context.release();
}

void describePeer(SSL *connection, Peer &peer)
{
    const Owned<X509> certificate(SSL_get1_peer_certificate(connection));
    if (!certificate || SSL_get_verify_result(connection) != X509_V_OK)
        return;
    char name[128] = {};
    if (X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name) <= 0)
        return;
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (X509_digest(certificate.get(), EVP_sha256(), hash, &size) != 1)
        return;
    peer.device = QString::fromUtf8(name);
    peer.fingerprint =
        QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(hash), static_cast<qsizetype>(size)).toHex());
}

} // namespace yichuang::server

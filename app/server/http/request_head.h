// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/http/message.h"

#include <QUrl>
#include <QUrlQuery>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http.hpp>

namespace yichuang::server
{

using RequestParser = boost::beast::http::request_parser<boost::beast::http::string_body>;

inline constexpr qsizetype longestTarget = 4096;

inline QByteArray bytesOfText(boost::beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// The head of a request as our own value; false for a target we do not read.
inline bool takeHead(const RequestParser &parser, Request &request)
{
    const auto &message = parser.get();
    request.method = bytesOfText(message.method_string());
    const QByteArray target = bytesOfText(message.target());
    if (target.size() > longestTarget || !target.startsWith('/'))
        return false;
    const qsizetype mark = target.indexOf('?');
    request.path = QString::fromUtf8(QByteArray::fromPercentEncoding(mark < 0 ? target : target.left(mark)));
    if (mark >= 0) {
        const QUrlQuery query(QString::fromUtf8(target.mid(mark + 1)));
        for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
            request.query.insert(name, value);
    }
    for (const auto &field : message.base())
        request.headers.insert(bytesOfText(field.name_string()).toLower(), bytesOfText(field.value()));
    return true;
}

/// True for a head that somebody in front of us may have read as another request's: not one host, or a coding that is
/// not plain chunks.
inline bool isAmbiguous(const RequestParser &parser)
{
    const auto &message = parser.get();
    if (message.count(boost::beast::http::field::host) != 1)
        return true;
    const auto codings = message.count(boost::beast::http::field::transfer_encoding);
    return codings > 1
           || (codings == 1
               && !boost::beast::iequals(message[boost::beast::http::field::transfer_encoding], "chunked"));
}

} // namespace yichuang::server

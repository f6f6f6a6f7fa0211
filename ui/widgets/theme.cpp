// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <cmath>

namespace yichuang
{
namespace
{

const Tokens light{QColor(0xF4F6F9U),
                   QColor(0xFFFFFFU),
                   QColor(0xDDE3EAU),
                   QColor(0x1B2430U),
                   QColor(0x5B6776U),
                   QColor(0xFFFFFFU),
                   {QColor(0x1E5FBFU), QColor(0xE8F0FCU)},
                   {QColor(0x1A7340U), QColor(0xE6F4EAU)},
                   {QColor(0x8F5500U), QColor(0xFFF4E0U)},
                   {QColor(0xB3261EU), QColor(0xFCE8E6U)},
                   {QColor(0x55606EU), QColor(0xEEF0F3U)}};
const Tokens dark{QColor(0x14181FU),
                  QColor(0x1C222BU),
                  QColor(0x2C3542U),
                  QColor(0xE6EAF0U),
                  QColor(0x9AA7B6U),
                  QColor(0x0F1A2BU),
                  {QColor(0x7DB1FFU), QColor(0x1F2F4AU)},
                  {QColor(0x63CF92U), QColor(0x1B3326U)},
                  {QColor(0xF2BC5EU), QColor(0x3A2E17U)},
                  {QColor(0xFF9B92U), QColor(0x41221FU)},
                  {QColor(0xA5B0BDU), QColor(0x2A323DU)}};
const Tokens contrast{QColor(0x000000U),
                      QColor(0x000000U),
                      QColor(0xC8CDD4U),
                      QColor(0xFFFFFFU),
                      QColor(0xE2E6EBU),
                      QColor(0x000000U),
                      {QColor(0x9CCBFFU), QColor(0x00264DU)},
                      {QColor(0x7CF29BU), QColor(0x002B10U)},
                      {QColor(0xFFD75EU), QColor(0x2E2300U)},
                      {QColor(0xFFB9B2U), QColor(0x3D0500U)},
                      {QColor(0xE2E6EBU), QColor(0x22272EU)}};

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

QColor tokenNamed(const Tokens &tokens, const QString &name)
{
    const QHash<QString, QColor> table{
        {QStringLiteral("background"), tokens.background},
        {QStringLiteral("surface"), tokens.surface},
        {QStringLiteral("border"), tokens.border},
        {QStringLiteral("text"), tokens.text},
        {QStringLiteral("second"), tokens.second},
        {QStringLiteral("onAccent"), tokens.onAccent},
        {QStringLiteral("accent"), tokens.accent.ink},
        {QStringLiteral("accentSoft"), tokens.accent.soft},
        {QStringLiteral("ok"), tokens.ok.ink},
        {QStringLiteral("okSoft"), tokens.ok.soft},
        {QStringLiteral("warning"), tokens.warning.ink},
        {QStringLiteral("warningSoft"), tokens.warning.soft},
        {QStringLiteral("danger"), tokens.danger.ink},
        {QStringLiteral("dangerSoft"), tokens.danger.soft},
        {QStringLiteral("neutral"), tokens.neutral.ink},
        {QStringLiteral("neutralSoft"), tokens.neutral.soft},
    };
    return table.value(name);
}

/// Which drawing of a tick is legible on the accent.
QString tickOf(Look look)
{
    return look == Look::Light ? QStringLiteral("light") : QStringLiteral("dark");
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.background);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.background);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.second);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.danger.ink);
    palette.setColor(QPalette::ToolTipBase, tokens.surface);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Highlight, tokens.accent.ink);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent.ink);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tokens.second);
    return palette;
}

} // namespace

const TonePair &Tokens::pair(Tone tone) const
{
    switch (tone) {
    case Tone::Accent:
        return accent;
    case Tone::Ok:
        return ok;
    case Tone::Warning:
        return warning;
    case Tone::Danger:
        return danger;
    case Tone::Neutral:
        break;
    }
    return neutral;
}

const Tokens &tokensOf(Look look)
{
    switch (look) {
    case Look::Dark:
        return dark;
    case Look::Contrast:
        return contrast;
    case Look::Light:
        break;
    }
    return light;
}

double contrastOf(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Theme::Theme(QApplication &application, QObject *parent)
    : QObject(parent),
      m_application(application),
      m_systemFamily(QApplication::font().family())
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void Theme::wear(Look look, bool large, int zoom)
{
    m_look = look;
    m_icons.clear();
    m_points = (large ? 15.0 : 11.0) * std::clamp(zoom, 100, 200) / 100.0;
    QFont base = QApplication::font();
    base.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                      QStringLiteral("Microsoft YaHei"), QStringLiteral("WenQuanYi Micro Hei"), m_systemFamily});
    base.setPointSizeF(m_points);
    QApplication::setFont(base);
    QApplication::setPalette(paletteOf(tokens()));
    m_application.setStyleSheet(styleSheet());
    Q_EMIT changed();
}

int Theme::px(double length) const
{
    return static_cast<int>(std::lround(length * m_points / 11.0));
}

int Theme::column(double length) const
{
    return static_cast<int>(std::lround(length * (1.0 + (m_points / 11.0 - 1.0) * 0.85)));
}

QFont Theme::font(double times, bool bold) const
{
    QFont font = QApplication::font();
    font.setPointSizeF(m_points * times);
    font.setBold(bold);
    return font;
}

QPixmap Theme::icon(const QString &name, const QColor &tint, int size, double pixelRatio) const
{
    if (!m_iconsReady) {
        m_iconsReady = true;
        QStringList paths = QIcon::themeSearchPaths();
        if (!paths.contains(QStringLiteral("/usr/share/icons")))
            paths.append(QStringLiteral("/usr/share/icons"));
        QIcon::setThemeSearchPaths(paths);
        QIcon::setThemeName(QStringLiteral("breeze"));
    }
    const QString key = QStringLiteral("%1 %2 %3 %4").arg(name, tint.name(QColor::HexArgb)).arg(size).arg(pixelRatio);
    if (const auto known = m_icons.constFind(key); known != m_icons.constEnd())
        return *known;
    QPixmap pixmap = QIcon::fromTheme(name).pixmap(QSize(size, size), pixelRatio);
    if (pixmap.isNull())
        return {};
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), tint);
    painter.end();
    m_icons.insert(key, pixmap);
    return pixmap;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/styles/yichuang.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    static const QRegularExpression hole(QStringLiteral("@(px|pt|)([A-Za-z]+|[0-9.]+)@"));
    QString sheet;
    sheet.reserve(source.size());
    qsizetype at = 0;
    for (auto it = hole.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        sheet += QStringView(source).mid(at, match.capturedStart() - at);
        at = match.capturedEnd();
        if (match.capturedView(1) == QLatin1String("px"))
            sheet += QString::number(px(match.captured(2).toDouble())) + QStringLiteral("px");
        else if (match.capturedView(1) == QLatin1String("pt"))
            sheet += QString::number(m_points * match.captured(2).toDouble(), 'f', 1) + QStringLiteral("pt");
        else
            sheet += match.capturedView(2) == QLatin1String("tick") ? tickOf(m_look)
                                                                    : tokenNamed(tokens(), match.captured(2)).name();
    }
    sheet += QStringView(source).mid(at);
    return sheet;
}

void setRole(QWidget *widget, const char *role)
{
    setTrait(widget, "role", QString::fromLatin1(role));
}

void setTrait(QWidget *widget, const char *trait, const QString &value)
{
    if (widget->property(trait).toString() == value)
        return;
    widget->setProperty(trait, value);
    if (widget->testAttribute(Qt::WA_WState_Polished)) {
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
}

void setNames(QWidget *widget, const char *objectName, const QString &accessibleName)
{
    widget->setObjectName(QLatin1String(objectName));
    if (!accessibleName.isEmpty())
        widget->setAccessibleName(accessibleName);
}

} // namespace yichuang

// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/card_text.h"

#include "app/domain/identifiers/check_digits.h"

#include <QStringDecoder>

#include <array>

namespace yichuang::samv
{
namespace
{

constexpr qsizetype blockSize = 256;
constexpr qsizetype addressSize = 70;
constexpr qsizetype layoutPlace = 248;

struct Field {
    const char *name;
    qsizetype offset;
    qsizetype size;
};

constexpr std::array ethnicities = std::to_array<const char16_t *>(
    {u"汉族",     u"蒙古族",   u"回族",       u"藏族",     u"维吾尔族",   u"苗族",   u"彝族",     u"壮族",
     u"布依族",   u"朝鲜族",   u"满族",       u"侗族",     u"瑶族",       u"白族",   u"土家族",   u"哈尼族",
     u"哈萨克族", u"傣族",     u"黎族",       u"傈僳族",   u"佤族",       u"畲族",   u"高山族",   u"拉祜族",
     u"水族",     u"东乡族",   u"纳西族",     u"景颇族",   u"柯尔克孜族", u"土族",   u"达斡尔族", u"仫佬族",
     u"羌族",     u"布朗族",   u"撒拉族",     u"毛南族",   u"仡佬族",     u"锡伯族", u"阿昌族",   u"普米族",
     u"塔吉克族", u"怒族",     u"乌孜别克族", u"俄罗斯族", u"鄂温克族",   u"德昂族", u"保安族",   u"裕固族",
     u"京族",     u"塔塔尔族", u"独龙族",     u"鄂伦春族", u"赫哲族",     u"门巴族", u"珞巴族",   u"基诺族"});

tl::unexpected<Reason> invalid(const char *field)
{
    return failure(Fault::ReaderTextInvalid, QStringLiteral("samv.text"), QString::fromLatin1(field));
}

/// Text of a field without the blanks that fill it; nothing where it is not clean UTF-16.
Result<QString> decode(const char *field, QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf16LE, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(bytes);
    while (!text.isEmpty() && (text.back() == QChar(u'\0') || text.back().isSpace()))
        text.chop(1);
    while (!text.isEmpty() && text.front().isSpace())
        text.remove(0, 1);
    if (decoder.hasError() || !text.isValidUtf16())
        return invalid(field);
    for (const QChar c : std::as_const(text)) {
        if (c.category() == QChar::Other_Control || c.isNonCharacter())
            return invalid(field);
    }
    return text;
}

/// Reads the fields of one block and remembers the first that failed.
class BlockReader
{
public:
    explicit BlockReader(const QByteArray &block) : m_block(block) {}

    QString text(const Field &field)
    {
        const Result<QString> value = decode(field.name, QByteArrayView(m_block).sliced(field.offset, field.size));
        if (!value) {
            fail(field);
            return {};
        }
        return *value;
    }
    QString needed(const Field &field)
    {
        const QString value = text(field);
        if (value.isEmpty())
            fail(field);
        return value;
    }
    QDate date(const Field &field)
    {
        const QDate value = QDate::fromString(needed(field), QStringLiteral("yyyyMMdd"));
        if (!value.isValid())
            fail(field);
        return value;
    }
    QString sex(const Field &field)
    {
        const QString code = needed(field);
        if (code == QLatin1String("1"))
            return QStringLiteral("男");
        if (code == QLatin1String("2"))
            return QStringLiteral("女");
        if (code == QLatin1String("9") || code == QLatin1String("0"))
            return QStringLiteral("未说明");
        fail(field);
        return {};
    }
    void until(const Field &field, IdCard &card)
    {
        card.longTerm = text(field) == QStringLiteral("长期");
        if (!card.longTerm)
            card.to = date(field);
    }
    void fail(const Field &field)
    {
        if (!m_failed)
            m_failed = field.name;
    }
    [[nodiscard]] const char *failed() const { return m_failed; }

private:
    QByteArray m_block;
    const char *m_failed = nullptr;
};

void readResident(BlockReader &reader, IdCard &card)
{
    card.name = reader.needed({"name", 0, 30});
    card.sex = reader.sex({"sex", 30, 2});
    const Field ethnicity{"ethnicity", 32, 4};
    if (card.kind == CardKind::Resident) {
        card.ethnicity = ethnicityOf(reader.needed(ethnicity));
        if (card.ethnicity.isEmpty())
            reader.fail(ethnicity);
    }
    card.birth = reader.date({"birth", 36, 16});
    card.address = reader.text({"address", 52, 70});
    card.number = reader.needed({"number", 122, 36});
    card.authority = reader.text({"authority", 158, 30});
    card.from = reader.date({"from", 188, 16});
    reader.until({"to", 204, 16}, card);
    if (card.kind == CardKind::HmtResident)
        card.passNumber = reader.text({"passNumber", 220, 18});
}

void readForeign2017(BlockReader &reader, IdCard &card)
{
    card.englishName = reader.needed({"englishName", 0, 120});
    card.sex = reader.sex({"sex", 120, 2});
    card.number = reader.needed({"number", 122, 30});
    card.nationality = reader.text({"nationality", 152, 6});
    card.name = reader.text({"name", 158, 30});
    card.from = reader.date({"from", 188, 16});
    reader.until({"to", 204, 16}, card);
    card.birth = reader.date({"birth", 220, 16});
    card.authority = reader.text({"authority", 240, 8});
}

void readForeign2023(BlockReader &reader, IdCard &card)
{
    card.name = reader.text({"name", 0, 30});
    card.sex = reader.sex({"sex", 30, 2});
    card.birth = reader.date({"birth", 36, 16});
    card.englishName = reader.needed({"englishName", 52, 70}) + reader.text({"englishNameMore", 220, 22});
    card.number = reader.needed({"number", 122, 36});
    card.from = reader.date({"from", 188, 16});
    reader.until({"to", 204, 16}, card);
    card.nationality = reader.text({"nationality", 242, 6});
}

bool checkDigitFits(const IdCard &card)
{
    if (card.kind == CardKind::Foreign2017) {
        const qsizetype body = card.number.size() - 1;
        return card.number.size() == 15 && icaoCheck(QStringView(card.number).left(body)) == card.number.back();
    }
    return card.number.size() == 18 && residentCheck(QStringView(card.number).left(17)) == card.number.back();
}

} // namespace

Result<IdCard> decodeCardText(const QByteArray &block)
{
    if (block.size() != blockSize)
        return invalid("size");
    IdCard card;
    BlockReader reader(block);
    const QString layout = reader.text({"layout", layoutPlace, 2});
    if (layout == QLatin1String("I")) {
        card.kind = CardKind::Foreign2017;
        readForeign2017(reader, card);
    } else if (layout == QLatin1String("Y")) {
        card.kind = CardKind::Foreign2023;
        readForeign2023(reader, card);
    } else {
        card.kind = layout == QLatin1String("J") ? CardKind::HmtResident : CardKind::Resident;
        readResident(reader, card);
    }
    if (reader.failed())
        return invalid(reader.failed());
    if (!checkDigitFits(card))
        return failure(Fault::ReaderCheckDigit, QStringLiteral("samv.text"), cardKindName(card.kind));
    return card;
}

Result<QString> decodeAddress(const QByteArray &block)
{
    if (block.size() > addressSize || block.size() % 2 != 0)
        return invalid("newAddress");
    return decode("newAddress", block);
}

QString ethnicityOf(const QString &code)
{
    if (code == QLatin1String("97"))
        return QStringLiteral("其他");
    if (code == QLatin1String("98"))
        return QStringLiteral("外国血统中国籍人士");
    bool isNumber = false;
    const uint number = code.toUInt(&isNumber);
    if (!isNumber || code.size() != 2 || number < 1 || number > ethnicities.size())
        return {};
    return QString::fromUtf16(ethnicities.at(number - 1));
}

} // namespace yichuang::samv

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/staged_work.h"

namespace yichuang
{

StagedWork::StagedWork(QObject *parent) : QObject(parent)
{
    // A timer, not a posted event: the loop handles all posted events before it looks at the keyboard again.
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &StagedWork::step);
}

void StagedWork::add(Piece piece)
{
    m_pieces.push_back(std::move(piece));
    m_turn.start();
}

void StagedWork::addFirst(std::initializer_list<Piece> pieces)
{
    m_pieces.insert(m_pieces.begin(), pieces);
    m_turn.start();
}

void StagedWork::drop()
{
    m_pieces.clear();
    m_turn.stop();
}

void StagedWork::step()
{
    if (m_pieces.empty()) {
        m_turn.stop();
        return;
    }
    const Piece piece = std::move(m_pieces.front());
    m_pieces.pop_front();
    if (m_pieces.empty())
        m_turn.stop();
    piece();
}

} // namespace yichuang

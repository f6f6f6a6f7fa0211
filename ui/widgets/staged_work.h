// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>

#include <deque>
#include <functional>
#include <initializer_list>

namespace yichuang
{

/// Work that is too long for one turn of the event loop, done in pieces: one piece a turn, in their order. Keys,
/// clicks, answers and paints that are there already come before the next piece. Main thread.
class StagedWork : public QObject
{
    Q_OBJECT

public:
    using Piece = std::function<void()>;

    explicit StagedWork(QObject *parent = nullptr);
    /// After everything that waits.
    void add(Piece piece);
    /// Before everything that waits, in their own order: what a piece finds to be part of itself.
    void addFirst(std::initializer_list<Piece> pieces);
    /// Forgets the pieces that wait.
    void drop();
    [[nodiscard]] bool isDone() const { return m_pieces.empty(); }

private:
    void step();

    QTimer m_turn;
    std::deque<Piece> m_pieces;
};

} // namespace yichuang

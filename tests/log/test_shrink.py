from __future__ import annotations

import pytest

from coldset.errors import ColdsetError
from coldset.log.merkle import Tree


@pytest.mark.parametrize("size", range(17))
def test_a_tree_that_shrinks_is_the_tree_of_fewer_entries(size: int) -> None:
    entries = [bytes([n]) for n in range(17)]
    tree = Tree(entries)
    tree.shrink(size)
    assert (tree.size, tree.root()) == (size, Tree(entries[:size]).root())
    for entry in entries[size:]:
        tree.append(entry)
    assert tree.root() == Tree(entries).root()


def test_a_tree_does_not_shrink_to_more_than_it_holds() -> None:
    with pytest.raises(ColdsetError, match="2"):
        Tree([b"a"]).shrink(2)

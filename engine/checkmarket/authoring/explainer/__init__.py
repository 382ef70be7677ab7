"""Explain rules in plain words, and what they say of a product."""

from checkmarket.authoring.explainer.applied import Applied, apply, other_markets
from checkmarket.authoring.explainer.explain import explain
from checkmarket.authoring.explainer.explanation import Explanation
from checkmarket.authoring.explainer.tree import Node, truth_tree

__all__ = ["Applied", "Explanation", "Node", "apply", "explain", "other_markets", "truth_tree"]

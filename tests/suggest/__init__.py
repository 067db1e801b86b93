"""Tests of where else a showing could be."""

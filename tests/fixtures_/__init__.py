"""Tests of the sample festivals."""

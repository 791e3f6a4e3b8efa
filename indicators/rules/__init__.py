"""The rules, one a file: pure functions that know neither the store nor the pages."""

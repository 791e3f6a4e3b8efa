"""The version of Scrutineer that runs; CHANGELOG.md says what came with it."""

VERSION = "0.1.0"

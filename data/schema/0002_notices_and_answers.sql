-- What was said about an upload, and what was settled with it.

-- one row per warning that an upload was stored with. cell is F7, B7:F7, 7:7 or F:F, '' when it is about no one place.
CREATE TABLE notice (
    upload INTEGER NOT NULL, number INTEGER NOT NULL,
    severity VARCHAR NOT NULL, code VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL,
    found VARCHAR NOT NULL, message VARCHAR NOT NULL, fix VARCHAR NOT NULL
);

-- one row per upload whose layout may leave questions open: what tells its form, and every answer that holds for the
-- form from this upload on (JSON, by the question's key). Of an owner and a form the newest not taken back counts.
CREATE TABLE remembered (
    upload INTEGER NOT NULL PRIMARY KEY, fingerprint VARCHAR NOT NULL, answers VARCHAR NOT NULL
);

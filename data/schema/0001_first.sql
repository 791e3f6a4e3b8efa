-- The first shape of the store. Everything a file or a form says is added, never changed;
-- `current` and `standing` are derived from it, in the transaction of the upload that touches them.
-- Words that repeat (indicators, areas, periods, labels, notes, sheet names) are held once, under a small number:
-- it made a load of 641,070 figures twice as fast and the file a fifth smaller.

CREATE TABLE schema_version (number INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL);

-- one row per indicator ever met, in the catalogue or not; polarity '' for one that is not in the catalogue,
-- and standing is kept for those with a polarity
CREATE TABLE indicator (key INTEGER NOT NULL PRIMARY KEY, slug VARCHAR NOT NULL, polarity VARCHAR NOT NULL);

-- one row per area met; level is country, region, authority, locality or group
CREATE TABLE area (key INTEGER NOT NULL PRIMARY KEY, id VARCHAR NOT NULL, level VARCHAR NOT NULL);

-- one row per distinct period; starts = ends for a snapshot
CREATE TABLE period (key INTEGER NOT NULL PRIMARY KEY, kind VARCHAR NOT NULL, starts DATE NOT NULL, ends DATE NOT NULL);

-- one row per distinct piece of text; key 0 is the empty text
CREATE TABLE text (key INTEGER NOT NULL PRIMARY KEY, value VARCHAR NOT NULL);

-- one row per area and neighbour of the model that standing uses
CREATE TABLE neighbour (area INTEGER NOT NULL, neighbour INTEGER NOT NULL);

-- the ledger: one row per file loaded or form sent.
-- family: 1 council, 2 DfE, 3 LAIT. owner: the council's area key, 0 for national.
-- known_on: the day the figures were reported; recorded_at: when the store was told (UTC).
-- asked: the --known-on and --area it was loaded with; recipe: what read it. With the hash they tell a re-load.
-- Elsewhere an upload is its small number, key: sixteen bytes in every row of every table bought nothing.
CREATE TABLE upload (
    key INTEGER NOT NULL PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    recorded_at TIMESTAMP NOT NULL,
    known_on DATE NOT NULL,
    family SMALLINT NOT NULL,
    owner INTEGER NOT NULL,
    published VARCHAR NOT NULL,      -- the reference of the public paper that printed these figures, '' when none did
    example BOOLEAN NOT NULL,
    layout VARCHAR NOT NULL,
    recipe VARCHAR NOT NULL,
    asked VARCHAR NOT NULL,
    file VARCHAR NOT NULL,           -- base name only
    sha256 VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    who VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    figures INTEGER NOT NULL,
    counts VARCHAR NOT NULL          -- JSON: new, changed and unchanged figures and targets, and the warnings kept
);

-- one row per upload taken back; the upload's own rows stay where they are
CREATE TABLE undo (upload INTEGER NOT NULL PRIMARY KEY, recorded_at TIMESTAMP NOT NULL, who VARCHAR NOT NULL,
                   reason VARCHAR NOT NULL);

-- one row per figure or mark as read from one cell of one upload. A cell is written cell_column || cell_row.
CREATE TABLE figure (
    upload INTEGER NOT NULL, number INTEGER NOT NULL,
    indicator INTEGER NOT NULL, area INTEGER NOT NULL, breakdown INTEGER NOT NULL, period INTEGER NOT NULL,
    value DECIMAL(24,10), mark VARCHAR NOT NULL, status VARCHAR NOT NULL,
    numerator DECIMAL(24,10), denominator DECIMAL(24,10),
    label INTEGER NOT NULL, note INTEGER NOT NULL,
    sheet INTEGER NOT NULL, cell_column INTEGER NOT NULL, cell_row INTEGER NOT NULL
);

-- one row per target as read. kind: for (a period), by (a date, in ends), standing (no date).
-- tolerance_kind: '' for the indicator's own, else relative or absolute.
CREATE TABLE target (
    upload INTEGER NOT NULL, number INTEGER NOT NULL,
    indicator INTEGER NOT NULL, area INTEGER NOT NULL, breakdown INTEGER NOT NULL,
    kind VARCHAR NOT NULL, starts DATE, ends DATE, period_kind VARCHAR NOT NULL,
    operator VARCHAR NOT NULL, value DECIMAL(24,10) NOT NULL, upper DECIMAL(24,10),
    tolerance_kind VARCHAR NOT NULL, tolerance DECIMAL(24,10),
    set_by VARCHAR NOT NULL, headline BOOLEAN NOT NULL,
    label INTEGER NOT NULL, note INTEGER NOT NULL,
    sheet INTEGER NOT NULL, cell_column INTEGER NOT NULL, cell_row INTEGER NOT NULL
);

-- one row per comment: words about one indicator, one area and, where said, one period (0 for none)
CREATE TABLE comment (
    upload INTEGER NOT NULL, number INTEGER NOT NULL,
    indicator INTEGER NOT NULL, area INTEGER NOT NULL, period INTEGER NOT NULL,
    author INTEGER NOT NULL, words INTEGER NOT NULL,
    sheet INTEGER NOT NULL, cell_column INTEGER NOT NULL, cell_row INTEGER NOT NULL
);

-- one row per name that a loaded dictionary gives to a reference indicator
CREATE TABLE reference_name (
    upload INTEGER NOT NULL, number INTEGER NOT NULL,
    indicator INTEGER NOT NULL, name INTEGER NOT NULL, topic INTEGER NOT NULL, unit INTEGER NOT NULL,
    meaning INTEGER NOT NULL, polarity VARCHAR NOT NULL, decimals SMALLINT
);

-- derived: one row per indicator, area, breakdown, period, family, owner and series (outturns, or forecasts, or
-- predictions, or implied figures, or baselines): the figure that counts.
-- Loads add to it sorted by indicator and area, which made a chart's query five times faster; an index did nothing.
CREATE TABLE current (
    upload INTEGER NOT NULL, number INTEGER NOT NULL,
    indicator INTEGER NOT NULL, area INTEGER NOT NULL, breakdown INTEGER NOT NULL, period INTEGER NOT NULL,
    value DECIMAL(24,10), mark VARCHAR NOT NULL, status VARCHAR NOT NULL,
    numerator DECIMAL(24,10), denominator DECIMAL(24,10),
    label INTEGER NOT NULL, note INTEGER NOT NULL,
    sheet INTEGER NOT NULL, cell_column INTEGER NOT NULL, cell_row INTEGER NOT NULL,
    family SMALLINT NOT NULL, owner INTEGER NOT NULL
);

-- derived, from national figures alone, so that it is the same for every viewer:
-- one row per catalogue indicator, period and authority
CREATE TABLE standing (
    indicator INTEGER NOT NULL, period INTEGER NOT NULL, area INTEGER NOT NULL,
    value DECIMAL(24,10), rank INTEGER, rank_of INTEGER NOT NULL, band VARCHAR,
    neighbour_mean DOUBLE, neighbour_count INTEGER NOT NULL
);

#!/usr/bin/env bash
# csv-stringify 6.9.0: with Windows line ends, a field with a line break of its own is written without quotes.
#
# Behaviour: only the record delimiter itself makes a field be quoted. With `record_delimiter: 'windows'` (or '\r\n') a
#   field that holds "\n" – what a person typed into a text field, as JSON carries it – goes out bare.
# One would expect: any line break in a field is quoted (RFC 4180, 2.6), whatever ends the records.
# What follows: the comment of one answer becomes two rows for readers that take any line break as the end of a row, as
#   Python's csv does, and what stands behind it slips into the first column. csv-parse, of the same author, and Papa
#   Parse go by the line end they meet first and read it well, so a test with them finds nothing.
#   `quoted_match: /[\r\n]/` (or `quoted: true`) is the way round.
# Seen (Node 24, Python 3.11): unix=quoted,2 windows=bare,csv-parse:2,papaparse:2,python:3 quoted_match=quoted
#
# Writes one table of two rows and reads it back. Ends with one line; exits non-zero when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund csv-stringify@6.9.0 csv-parse@6.1.0 papaparse@5.5.3
cat >probe.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import Papa from 'papaparse';

const table = [
	['id', 'comment', 'score'],
	['1', 'Nobody came.\nThen somebody did.', '4']
];
const unix = stringify(table);
const windows = stringify(table, { record_delimiter: 'windows' });
writeFileSync('windows.csv', windows);
const how = (text) => (text.includes('"Nobody came.\nThen somebody did."') ? 'quoted' : 'bare');
const papa = (text) => Papa.parse(text, { skipEmptyLines: true }).data.length;
const matched = stringify(table, { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
console.log(
	`unix=${how(unix)},${papa(unix)} windows=${how(windows)},csv-parse:${parse(windows).length},papaparse:${papa(windows)}`,
	how(matched)
);
JS
read -r unix windows matched <<<"$(node probe.mjs)"
python=$(python3 -c "import csv; print(len(list(csv.reader(open('windows.csv', newline='')))))")
got="$unix $windows,python:$python quoted_match=$matched"
echo "$got"
test "$got" = 'unix=quoted,2 windows=bare,csv-parse:2,papaparse:2,python:3 quoted_match=quoted'

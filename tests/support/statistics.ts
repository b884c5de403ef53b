import { readFileSync } from 'node:fs';

const { sets } = JSON.parse(readFileSync(new URL('../fixtures/statistics.json', import.meta.url), 'utf8')) as {
	sets: { id: string; cases: unknown[] }[];
};

/** The cases of one set of `tests/fixtures/statistics.json`, made with scipy. */
export const casesOf = (id: string): unknown[] => sets.find((one) => one.id === id)!.cases;

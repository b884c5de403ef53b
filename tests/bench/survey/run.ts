/*
 * Whole runs through a survey's logic a second, on one core: `next` and `validate` with everything that one person answered, on
 * 60 questions with 40 conditions; beside survey-core (MIT, SurveyJS) with the same survey and the same answers, interleaved in
 * the same run. survey-core is installed, pinned, into a folder of this run: nothing of the product uses it. First both must say
 * the same of every person: which questions are asked, and that their answers are fine.
 *
 *     npm run bench:survey [-- --rounds=7]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { next, reached, validate, type Given } from '../../../src/domain/survey/index.ts';
import { answerTo, CONDITIONS, generator, oursOf, QUESTIONS, theirsOf } from './same-survey.ts';

const ROUNDS = Number(/--rounds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 7);
const PEER = 'survey-core@3.1.1';
/** The marks of the project. */
const MARKS = { runs: 50_000, times: 5 };
const PEOPLE = 64;
const SLICE_MS = 400;

/** The part of survey-core that is used. */
interface Model {
	data: object;
	validate(focus?: boolean): boolean;
	getAllQuestions(visibleOnly: boolean): { readonly name: string; isEmpty(): boolean }[];
}

const folder = mkdtempSync(join(tmpdir(), 'wayfelt-survey-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'package.json'), '{"private":true}');
execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', PEER], { cwd: folder });
const core = createRequire(join(folder, 'package.json'))('survey-core') as { Model: new (json: object) => Model };

const content = oursOf();
const model = new core.Model(theirsOf(content));
const random = generator(20261129);

/** Everything that one person answers, question by question. */
function person(): Given {
	const given: Record<string, unknown> = {};
	for (let asked = next(content, given); asked !== null; asked = next(content, given))
		given[asked.id] = answerTo(asked, random);
	return given;
}
const people = Array.from({ length: PEOPLE }, person);

function ours(given: Given): boolean {
	return next(content, given) === null && validate(content, given).ok;
}

/** The model is kept, as ours is, and takes all answers at once: emptied in between, it is four times slower. */
function theirs(given: Given): boolean {
	model.data = { ...given };
	const open = model.getAllQuestions(true).find((question) => question.isEmpty());
	return open === undefined && model.validate(false);
}

for (const given of people) {
	if (!ours(given) || !theirs(given)) throw new Error(`not fine for both: ${JSON.stringify(given)}`);
	const asked = reached(content, given).map(({ id }) => id);
	const shown = model.getAllQuestions(true).map(({ name }) => name);
	if (asked.join() !== shown.join()) throw new Error(`asked ${asked.join()}, shown ${shown.join()}`);
}

/** Runs a second. */
function measure(run: (given: Given) => boolean): number {
	const from = performance.now();
	let runs = 0;
	for (;;) {
		for (const given of people) if (!run(given)) throw new Error('an answer was refused');
		runs += PEOPLE;
		const took = performance.now() - from;
		if (took >= SLICE_MS) return (runs / took) * 1000;
	}
}

const figures = { ours: [] as number[], theirs: [] as number[] };
measure(ours);
measure(theirs);
for (let round = 0; round < ROUNDS; round++) {
	figures.ours.push(measure(ours));
	figures.theirs.push(measure(theirs));
}
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const [mine, peers] = [median(figures.ours), median(figures.theirs)];
const asked = people.map((given) => Object.keys(given).length);
const hidden = QUESTIONS - Math.round(asked.reduce((sum, one) => sum + one, 0) / PEOPLE);
const inFigures = (value: number): string => new Intl.NumberFormat('en').format(Math.round(value));
const verdict = (reached: boolean): string => (reached ? 'reached' : 'MISSED');
console.log(
	`${QUESTIONS} questions, ${CONDITIONS} conditions, ${PEOPLE} people, ${hidden} questions hidden on average; medians of ${ROUNDS} rounds`
);
console.log(
	`ours          ${inFigures(mine)} runs/s   (mark ≥ ${inFigures(MARKS.runs)}: ${verdict(mine >= MARKS.runs)})`
);
console.log(`${PEER.replace('@', ' ')} ${inFigures(peers)} runs/s`);
console.log(
	`ratio         ${(mine / peers).toFixed(1)}   (mark ≥ ${MARKS.times}: ${verdict(mine / peers >= MARKS.times)})`
);
if (mine < MARKS.runs || mine / peers < MARKS.times) process.exitCode = 1;

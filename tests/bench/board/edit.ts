/**
 * `npm run bench:edit`: what one edit of a map costs the program of whoever looks at it, beside what it costs to begin
 * anew: following the document, and laying it out. Medians of 30 edits, ms.
 *
 *     npm run bench:edit -- [cards=5000]
 */
import { applyChanges, layoutJourney } from '#domain/journey/index.ts';
import { apply } from '#document/kinds/journey/apply.ts';
import { observeJourney, readJourney } from '#document/kinds/journey/read.ts';
import { createJourneyDocument } from '#document/kinds/journey/seed.ts';
import { me } from '../../support/journey-documents.ts';
import { idsFrom, large, run } from '../../support/journey.ts';

const cards = Number(process.argv[2] ?? 5000);
const EDITS = 30;
const { snapshot, changes } = large(cards);
const doc = createJourneyDocument(applyChanges(snapshot, changes));
const observer = observeJourney(doc, () => undefined);
layoutJourney(observer.snapshot);

const timed = (work: () => void): number => {
	const from = performance.now();
	work();
	return performance.now() - from;
};
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

const times = { follow: [] as number[], 'read anew': [] as number[], layout: [] as number[] };
for (let at = 0; at < EDITS; at++) {
	const { id } = observer.snapshot.cards[Math.floor((at * cards) / EDITS)]!;
	const edit = run(observer.snapshot, 'editCard', { id, fields: { title: `Edited ${at}` } }, idsFrom(at));
	times.follow.push(timed(() => apply(doc, edit.changes, me)));
	times['read anew'].push(timed(() => readJourney(doc)));
	times.layout.push(timed(() => layoutJourney(observer.snapshot)));
}
const anew = median(times['read anew']);
for (const [what, all] of Object.entries(times))
	console.log(
		`${what}: ${median(all).toFixed(1)} ms, ${(median(all) / anew).toFixed(2)}× of reading ${cards} cards anew`
	);

import type { CollectorView } from '#contract/surveys.ts';
import { describe, expect, it } from 'vitest';
import type { BoardApi } from '../api.ts';
import { Surveys } from './surveys.svelte.ts';

const collector = (fields: Partial<CollectorView>) =>
	({ id: 'c', touchpointId: 't', surveyId: 's', status: 'open', answers: 0, ...fields }) as CollectorView;

describe('codes of a journey', () => {
	it('are read anew, their answers with them', async () => {
		let answers = 0;
		const api = { collectors: () => Promise.resolve([collector({ answers })]) } as unknown as BoardApi;
		const surveys = new Surveys(api, 'j');
		await surveys.load();
		answers = 10;
		await surveys.load();
		expect(surveys.of('t')[0]!.answers).toBe(10);
	});

	it('of one touchpoint are read anew, and those of the others stay', async () => {
		const asked: unknown[] = [];
		const api = {
			collectors: (of: object) => {
				asked.push(of);
				const all = [collector({ answers: asked.length }), collector({ id: 'd', touchpointId: 'u' })];
				return Promise.resolve('touchpointId' in of ? all.slice(0, 1) : all);
			}
		} as unknown as BoardApi;
		const surveys = new Surveys(api, 'j');
		await surveys.load();
		await surveys.loadOf('t');
		expect(asked).toEqual([{ journeyId: 'j' }, { touchpointId: 't' }]);
		expect([surveys.of('t'), surveys.of('u')].map((some) => some.map(({ answers }) => answers))).toEqual([[2], [0]]);
	});

	it('show what this person has just changed, however long an older reading takes', async () => {
		let kept = collector({});
		const late: (() => void)[] = [];
		const api = {
			collectors: () => {
				const read = [kept];
				return new Promise((done) => late.push(() => done(read)));
			},
			changeCollector: () => Promise.resolve((kept = collector({ status: 'closed' })))
		} as unknown as BoardApi;
		const surveys = new Surveys(api, 'j');
		const loading = surveys.load();
		await surveys.change('c', { status: 'closed' });
		late.shift()!();
		await Promise.resolve();
		await Promise.resolve();
		late.shift()!();
		await loading;
		expect(surveys.of('t')[0]!.status).toBe('closed');
	});
});

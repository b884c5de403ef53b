import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResponseSchema } from '#contract/responses.ts';
import {
	defaultContent,
	MAX_QUESTIONS,
	questionKindNames,
	questionKinds,
	type Question,
	type SurveyContent
} from '#domain/survey/index.ts';
import { receivedFrom } from '../../../server/areas/answers/http/answer-form.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

/* A survey with a question of every kind: what comes from a form or a program is checked, kept, shown, exported, erased. */

const questions = questionKindNames.map((name): Question => {
	const question: Question = questionKinds[name].defaults();
	const id = name === 'nps' ? 'nps' : name.replace(/[^a-z0-9]/g, '_');
	if (question.kind !== 'single-choice') return { ...question, id, required: name === 'nps' } as Question;
	const other = { id: 'else', text: { en: 'Something else', 'zh-CN': '其他' }, other: true };
	return { ...question, id, options: [...question.options, other] };
});
const content: SurveyContent = { ...defaultContent('nps'), questions };

const kept = {
	nps: 9,
	csat: 4,
	rating: 5,
	single_choice: { option: 'else', other: 'the lift' },
	multiple_choice: { options: ['option-1', 'option-3'] },
	matrix: { 'row-2': 'column-1' },
	ranking: ['item-2', 'item-1', 'item-3'],
	slider: 6,
	comment: 'slow',
	short_text: 'Nanjing Road',
	number: 12,
	date: '2026-07-17',
	contact: { phone: '13912345678', consent: ['phone'] },
	consent: true,
	hidden: 'A-17'
};

const form = [
	['nps', '9'],
	['csat', '4'],
	['rating', '5'],
	['single_choice', 'else'],
	['single_choice.other', 'the lift'],
	['multiple_choice', 'option-3'],
	['multiple_choice', 'option-1'],
	['matrix.row-2', 'column-1'],
	['ranking.item-1', '2'],
	['ranking.item-2', '1'],
	['ranking.item-3', '3'],
	['slider', '6'],
	['comment', 'slow'],
	['short_text', 'Nanjing Road'],
	['number', '12'],
	['date', '2026-07-17'],
	['contact.name', ''],
	['contact.phone', '13912345678'],
	['contact.phone_ok', 'yes'],
	['contact.email', ''],
	['consent', 'yes'],
	['hidden', 'A-17']
] as const;

describe.each(testDatabases())('answers of every kind ($name)', (engine) => {
	let db: TestDb;
	let services: AnswerServices;
	let person: Person;
	let code: string;
	let touchpointId: string;

	beforeAll(async () => {
		db = await openTestDb(engine);
		services = createAnswerServices(db.db);
		person = (await createPeople(db.db).workspace()).owner;
		({ touchpointId } = await placeJourney(db.db, person.actor.workspaceId));
		code = await asking(content);
	});
	afterAll(() => db.close());

	async function asking(definition: SurveyContent): Promise<string> {
		const survey = await services.surveys.create(person.actor, { title: 'All kinds', kind: 'custom', definition });
		await services.surveys.publish(person.actor, survey.id);
		const wanted = { surveyId: survey.id, touchpointId, channel: 'link' } as const;
		return (await services.collectors.create(person.actor, wanted)).code;
	}
	const answersOf = async (id: string) =>
		(await services.responses.list(person.actor, {})).items.find((one) => one.id === id)?.answers;

	it('are the same from a form and from a program that sends what was kept', async () => {
		const [typed, sent] = [newId(), newId()];
		const { answers } = receivedFrom(form);
		expect(await services.responses.submit({ code, responseId: typed, language: 'en', answers })).toEqual({
			status: 'created'
		});
		expect(await answersOf(typed)).toEqual(kept);
		await services.responses.record(person.actor, { id: sent, collectorCode: code, answers: kept });
		expect(await answersOf(sent)).toEqual(kept);
		const view = (await services.responses.list(person.actor, {})).items.find(({ id }) => id === sent);
		expect(v.is(ResponseSchema, view)).toBe(true);
	});

	it('are refused, each with the reason and by its question, and nothing is kept', async () => {
		const id = newId();
		const answers = {
			nps: 9,
			single_choice: 'else',
			multiple_choice: ['shoes'],
			matrix: { 'row-9': 'column-1' },
			ranking: ['item-1'],
			slider: 0.5,
			date: '2026-02-30',
			contact: { phone: '13912345678' },
			rating: 6
		};
		const row = { id, collectorCode: code, answers };
		const { results } = await services.responses.recordBatch(person.actor, [row]);
		expect(results[0]).toMatchObject({ status: 'invalid' });
		const { issues } = results[0] as unknown as { issues: { code: string; path: string[] }[] };
		expect(Object.fromEntries(issues.map((issue) => [issue.path.at(-1), issue.code]))).toEqual({
			rating: 'not_on_scale',
			single_choice: 'other_missing',
			multiple_choice: 'not_an_option',
			matrix: 'not_an_option',
			ranking: 'places_missing',
			slider: 'not_on_step',
			date: 'not_a_date',
			contact: 'consent_missing'
		});
		expect(await answersOf(id)).toBeUndefined();
	});

	it('fill columns whose names do not follow what options are called', async () => {
		let file = '';
		for await (const part of services.responses.exportCsv(person.actor, {})) file += part;
		const [header, line] = file.trim().split('\r\n');
		const names = header!.split(',');
		const cells = line!.split(',');
		const row = Object.fromEntries(names.map((name, at) => [name, cells[at]]));
		expect(row).toMatchObject({
			rating: '5',
			single_choice: 'Something else',
			'single_choice.id': 'else',
			'single_choice.other': 'the lift',
			multiple_choice: 'First option; Third option',
			'multiple_choice.has.option-1': '1',
			'multiple_choice.has.option-2': '0',
			'matrix.row.row-1': '',
			'matrix.row.row-2': 'Poor',
			'ranking.place.item-1': '2',
			'ranking.place.item-2': '1',
			slider: '6',
			date: '2026-07-17',
			'contact.phone': '13912345678',
			consent: 'yes',
			hidden: 'A-17'
		});
		expect(names).not.toContain('statement');
	});

	it('leave nothing of their person behind but numbers and what was chosen', async () => {
		const customer = { externalId: 'c-kinds' };
		await services.responses.record(person.actor, { collectorCode: code, answers: kept, customer });
		const [found] = await services.customers.find('c-kinds', person.actor.workspaceId);
		await services.customers.erase(person.actor.workspaceId, found!.id, 'keep');
		const left = (await services.responses.list(person.actor, {})).items.find(({ answers }) => !('comment' in answers));
		const {
			single_choice: _choice,
			comment: _comment,
			short_text: _text,
			contact: _contact,
			consent: _consent,
			hidden: _hidden,
			date: _date,
			...rest
		} = kept;
		expect(left?.answers).toEqual({ ...rest, single_choice: { option: 'else' } });
	});

	it('of a survey with as many questions as there can be are taken in one piece', async () => {
		const many = Array.from({ length: MAX_QUESTIONS - 1 }, (_, n) => ({
			...questionKinds['multiple-choice'].defaults(),
			id: `q${n}`
		}));
		const large = await asking({ ...content, questions: [questionKinds.nps.defaults(), ...many] });
		const id = newId();
		const answers = { nps: 3, ...Object.fromEntries(many.map((one) => [one.id, ['option-2']])) };
		await services.responses.record(person.actor, { id, collectorCode: large, answers });
		expect(Object.keys((await answersOf(id))!)).toHaveLength(MAX_QUESTIONS);
	});
});

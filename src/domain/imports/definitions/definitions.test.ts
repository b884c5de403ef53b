import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_QUESTIONS, publishIssues, readContent } from '../../survey/index.ts';
import { recognise } from '../shapes/index.ts';
import { readDefinition, surveyFrom, surveyOf } from './index.ts';

const surveyjsFile = {
	title: { default: 'Stay', 'zh-cn': '入住', fr: 'Séjour' },
	calculatedValues: [{ name: 'a', expression: '1' }],
	pages: [
		{
			elements: [
				{
					type: 'rating',
					name: 'recommend',
					title: { default: 'How likely are you to recommend us?', 'zh-cn': '您愿意推荐我们吗？', fr: 'Recommander ?' },
					rateMin: 0,
					rateMax: 10,
					isRequired: true
				},
				{ type: 'html', name: 'hello', html: '<p>Welcome</p>' },
				{
					type: 'panel',
					name: 'p',
					visibleIf: '{recommend} < 7',
					elements: [{ type: 'comment', name: 'why', title: 'What should <b>{recommend}</b> become?' }]
				}
			]
		},
		{
			elements: [
				{ type: 'rating', name: 'food', title: 'How satisfied are you with the food?' },
				{ type: 'rating', name: 'noise', title: 'How loud was it?', rateMax: 9 },
				{ type: 'text', inputType: 'number', name: 'nights', title: 'How many nights?', min: 1, max: 60 },
				{ type: 'checkbox', name: 'used', title: 'What did you use?', choices: ['Pool', 'Gym'] },
				{ type: 'file', name: 'photo', title: 'Photo?' }
			]
		}
	]
};

const question = (id: string, more: object) => ({
	Element: 'SQ',
	PrimaryAttribute: id,
	Payload: {
		QuestionID: id,
		DataExportTag: id.toLowerCase(),
		Validation: { Settings: { ForceResponse: 'OFF', Type: 'None' } },
		...more
	}
});
const qsfFile = {
	SurveyEntry: { SurveyName: 'Stay', SurveyLanguage: 'EN' },
	SurveyElements: [
		{
			Element: 'BL',
			Payload: {
				1: {
					Type: 'Default',
					BlockElements: ['QID2', 'QID1', 'QID3', 'QID4', 'QID6'].map((QuestionID) => ({
						Type: 'Question',
						QuestionID
					}))
				},
				2: { Type: 'Trash', BlockElements: [{ Type: 'Question', QuestionID: 'QID5' }] }
			}
		},
		{ Element: 'FL', Payload: { Flow: [{ Type: 'Branch' }] } },
		question('QID1', {
			QuestionType: 'MC',
			Selector: 'NPS',
			QuestionText: 'Would you tell a friend&nbsp;to <strong>stay</strong> here?',
			Language: { 'ZH-S': { QuestionText: '您会推荐朋友来住吗？' }, FR: { QuestionText: 'Un ami ?' } },
			Validation: { Settings: { ForceResponse: 'ON' } }
		}),
		question('QID2', { QuestionType: 'DB', Selector: 'TB', QuestionText: 'Welcome' }),
		question('QID3', {
			QuestionType: 'MC',
			Selector: 'SAVR',
			QuestionText: 'How was the room?',
			DisplayLogic: { Type: 'BooleanExpression' },
			Choices: Object.fromEntries(
				['Very satisfied', 'Satisfied', 'Neither', 'Dissatisfied', 'Very dissatisfied'].map((Display, at) => [
					at + 1,
					{ Display }
				])
			)
		}),
		question('QID4', { QuestionType: 'TE', Selector: 'ML', QuestionText: 'Why ${q://QID1/ChoiceTextEntryValue}?' }),
		question('QID5', { QuestionType: 'TE', Selector: 'ML', QuestionText: 'In the bin' }),
		question('QID6', {
			QuestionType: 'Slider',
			Selector: 'HBAR',
			QuestionText: 'Minutes waited?',
			Configuration: { CSSliderMin: 0, CSSliderMax: 90 },
			Choices: { 1: {} }
		})
	]
};

const made = (file: object) => {
	const read = readDefinition(JSON.stringify(file), 'file');
	if (!read.ok) throw new Error(read.issues[0]?.code);
	return read.value;
};

describe('a survey of SurveyJS', () => {
	const survey = made(surveyjsFile);
	it('becomes one of ours, in the languages that it has', () => {
		expect(survey).toMatchObject({ format: 'surveyjs', title: 'Stay' });
		expect(survey.definition.languages).toEqual(['en']);
		expect(survey.definition.questions.map(({ id, kind, required }) => [id, kind, required])).toEqual([
			['nps', 'nps', true],
			['why', 'comment', false],
			['csat', 'csat', false],
			['noise', 'number', false],
			['nights', 'number', false]
		]);
		expect(survey.definition.questions[1]!.text).toEqual({ en: 'What should … become?' });
		expect(survey.definition.questions[4]).toMatchObject({ min: 1, max: 60 });
	});
	it('and everything that is not as it was is in the list', () => {
		expect(survey.changes).toEqual([
			{ text: '', leftOut: false, notes: ['logic', 'languages'] },
			{ text: 'How likely are you to recommend us?', leftOut: false, notes: ['scale_words'] },
			{ text: 'Welcome', leftOut: true, notes: ['statement'] },
			{ text: 'What should … become?', leftOut: false, notes: ['logic', 'piped'] },
			{ text: 'How satisfied are you with the food?', leftOut: false, notes: ['scale_words'] },
			{ text: 'How loud was it?', leftOut: false, notes: ['as_number'] },
			{ text: 'What did you use?', leftOut: true, notes: ['kind'] },
			{ text: 'Photo?', leftOut: true, notes: ['kind'] }
		]);
	});
});

describe('a survey of Qualtrics', () => {
	const survey = made(qsfFile);
	it('becomes one of ours in the order of its blocks, without what is in the bin', () => {
		expect(survey).toMatchObject({ format: 'qsf', title: 'Stay' });
		expect(survey.definition.questions.map(({ id, kind, required }) => [id, kind, required])).toEqual([
			['nps', 'nps', true],
			['csat', 'csat', false],
			['qid4', 'comment', false],
			['qid6', 'number', false]
		]);
		expect(survey.definition.questions[0]!.text).toEqual({ en: 'Would you tell a friend to stay here?' });
		expect(survey.changes.map(({ leftOut, notes }) => [leftOut, ...notes])).toEqual([
			[false, 'logic', 'languages'],
			[true, 'statement'],
			[false, 'scale_words', 'logic'],
			[false, 'piped'],
			[false, 'as_number']
		]);
	});
});

describe('a survey from an export', () => {
	const folder = resolve(import.meta.dirname, '../../../../tests/fixtures/survey-exports');
	const files = readdirSync(folder).filter((name) => name.endsWith('.csv') && !name.startsWith('none-'));
	it.each(files)('%s: can be read and published', (name) => {
		const lines = parse(readFileSync(join(folder, name)), {
			bom: true,
			delimiter: name.includes('-vv') ? '\t' : ',',
			relax_column_count: true,
			relax_quotes: true
		}) as unknown as string[][];
		const found = recognise(lines)!;
		const { definition, changes } = surveyFrom(found, name);
		expect(readContent(definition)).toEqual({ ok: true, value: definition });
		expect(publishIssues(definition!)).toEqual([]);
		expect(definition!.questions.some(({ kind }) => kind === 'nps')).toBe(true);
		expect(definition!.questions.length + changes.filter(({ leftOut }) => leftOut).length).toBe(found.questions.length);
		if (name === 'wjx.csv') expect(definition!.languages).toEqual(['zh-CN']);
	});
});

describe('what is none', () => {
	const code = (text: string) => {
		const read = readDefinition(text, 'x');
		return read.ok ? null : read.issues[0]?.code;
	};
	it('says why', () => {
		expect(code('{')).toBe('malformed_json');
		expect(code('[]')).toBe('unknown_format');
		expect(code('{"pages":[]}')).toBe('unknown_format');
		expect(code('{"name":"wayfelt","questions":["a"]}')).toBe('unknown_format');
		expect(code('{"elements":[{"type":"html","name":"a","html":"b"}]}')).toBe('nothing_askable');
	});
	it('more questions than there is room for are named, not lost', () => {
		const elements = Array.from({ length: MAX_QUESTIONS + 5 }, (_, at) => ({ type: 'comment', name: `q${at}`, title: `Why ${at}?` }));
		const { definition, changes } = made({ elements });
		expect(definition.questions).toHaveLength(MAX_QUESTIONS);
		expect(changes.filter(({ notes }) => notes.includes('too_many'))).toHaveLength(5);
	});
	it('names that collide or are the form’s own are numbered', () => {
		const questions = ['code', 'A b', 'a_b', '1', ''].map((name) => ({
			...{ name, text: { en: `Q ${name}` }, found: 'text' as const, required: true }
		}));
		const { definition } = surveyOf({ title: '', questions }, 'file');
		expect(definition!.questions.map(({ id }) => id)).toEqual(['code_2', 'a_b', 'a_b_2', 'comment', 'comment_2']);
	});
});

it('odd input never throws, and what comes out can be read', () => {
	const leaf = fc.oneof(
		fc.string(),
		fc.integer(),
		fc.double(),
		fc.constant(null),
		fc.constantFrom('rating', 'text', 'panel', 'MC', 'NPS', 'SQ', 'BL')
	);
	const key = fc.constantFrom(
		...[
			'type',
			'name',
			'title',
			'elements',
			'pages',
			'questions',
			'rateMin',
			'rateMax',
			'rateValues',
			'visibleIf',
			'default',
			'en'
		],
		...[
			'SurveyEntry',
			'SurveyElements',
			'Element',
			'Payload',
			'QuestionType',
			'Selector',
			'Choices',
			'QuestionText',
			'Language'
		],
		...['BlockElements', 'QuestionID', 'Validation', 'Settings', 'Configuration', 'CSSliderMax', '__proto__']
	);
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 5 },
			leaf,
			fc.array(tie('tree'), { maxLength: 4 }),
			fc.dictionary(key, tie('tree'), { maxKeys: 6 })
		)
	}));
	const survey = fc.oneof(
		tree,
		fc.record({ pages: fc.array(fc.record({ elements: fc.array(tree) })), elements: fc.array(tree) }),
		fc.record({
			SurveyEntry: fc.dictionary(key, tree),
			SurveyElements: fc.array(fc.record({ Element: key, Payload: tree }))
		})
	);
	fc.assert(
		fc.property(survey, (input) => {
			const read = readDefinition(JSON.stringify(input) ?? '', 'file');
			if (read.ok) expect(readContent(read.value.definition).ok).toBe(true);
		}),
		{ numRuns: 1000 }
	);
});

import { describe, expect, it } from 'vitest';
import {
	type Condition,
	type Expression,
	findings,
	logicIssues,
	MAX_DEPTH,
	next,
	publishIssues,
	reached,
	readContent,
	stagesOf,
	type SurveyContent,
	takeAnswers,
	translate,
	usesOf,
	validate,
	variablesAfter,
	walk
} from '../index.ts';
import { saidBy } from '../piping.ts';
import { contentWith, number, scale, text } from './support.ts';

const low: Condition = { answer: 'nps', op: 'at-most', value: 6 };
const asked = (content: SurveyContent, given: Record<string, unknown>, around = {}) =>
	reached(content, given, around).map(({ id }) => id);

describe('rules', () => {
	const content = contentWith(
		[
			scale('nps', {
				logic: {
					ways: [
						{ id: '1', when: { answer: 'nps', op: 'is', value: 10 }, to: { end: 'a' } },
						{ id: '2', when: { answer: 'nps', op: 'at-least', value: 9 }, to: { question: 'last' } }
					]
				}
			}),
			text('why', { logic: { show: low, require: { answer: 'nps', op: 'less', value: 3 } } }),
			number('wait'),
			text('last', { logic: { ways: [{ id: '1', when: { answer: 'nps', op: 'is', value: 9 }, to: { end: null } }] } }),
			text('after')
		],
		{
			ends: [
				{ id: 'a', text: { en: 'Wonderful' } },
				{ id: 'b', text: { en: 'Sorry' }, when: low }
			]
		}
	);

	it('show, jump to, end with', () => {
		expect(asked(content, { nps: 5 })).toEqual(['nps', 'why', 'wait', 'last', 'after']);
		expect(asked(content, { nps: 8 })).toEqual(['nps', 'wait', 'last', 'after']);
		expect(asked(content, { nps: 9 })).toEqual(['nps', 'last']);
		expect(asked(content, { nps: 10 })).toEqual(['nps']);
		expect(next(content, { nps: 8 })?.id).toBe('wait');
		expect(next(content, { nps: 10 })).toBeNull();
	});

	it('ends with a screen by a way, by its own condition, or with the thank-you', () => {
		const endOf = (nps: number) => walk(content, { nps }, { around: {} }).end;
		expect([endOf(10), endOf(5), endOf(8), endOf(9)]).toEqual(['a', 'b', null, null]);
		const place = { touchpoint: null };
		expect(translate(content, 'en', place, undefined, 'b').thanks).toBe('Sorry');
		expect(translate(content, 'en', place, undefined, 'gone').thanks).toBe('Thanks');
	});

	it('require if', () => {
		expect(validate(content, { nps: 2 })).toMatchObject({ ok: false, issues: [{ code: 'required', path: ['why'] }] });
		expect(validate(content, { nps: 5 }).ok).toBe(true);
	});

	it('an answer that is hidden again is kept aside and not counted', () => {
		const given = { nps: '9', why: 'slow', wait: '12', last: 'x' };
		expect(takeAnswers(content, given)).toEqual({
			ok: true,
			value: { answers: { nps: 9, last: 'x' }, aside: { why: 'slow', wait: 12 }, end: null }
		});
		// What cannot be read there, nobody can put right.
		expect(takeAnswers(content, { ...given, wait: 'long' })).toMatchObject({ value: { aside: { why: 'slow' } } });
		expect(validate(content, { nps: 9, gone: 1 })).toMatchObject({ issues: [{ code: 'unknown_question' }] });
	});

	it('asks for the circumstances of the visit; what is not known holds nothing', () => {
		const only = contentWith([
			scale('nps', { logic: { show: { about: 'channel', op: 'one-of', value: ['qr', 'link'] } } }),
			text('vip', { logic: { show: { attribute: 'tier', op: 'is', value: 'Gold' } } }),
			text('big', { logic: { show: { parameter: 'amount', op: 'more', value: 100 } } }),
			text('late', { logic: { show: { about: 'time', op: 'at-least', value: '18:00' } } })
		]);
		expect(asked(only, {})).toEqual([]);
		const around = { channel: 'qr', time: '18:30', attributes: { tier: 'ＧＯＬＤ ' }, parameters: { amount: '100,5' } };
		expect(asked(only, {}, around)).toEqual(['nps', 'vip', 'big', 'late']);
		expect(asked(only, {}, { channel: 'api', parameters: { amount: 'much' } })).toEqual([]);
		expect(asked(only, {}, { parameters: JSON.parse('{"__proto__": "1"}') as Record<string, string> })).toEqual([]);
	});
});

describe('calculated values', () => {
	const base = [number('a'), number('b'), number('c')];
	const valueOf = (is: Expression, given: Record<string, unknown>) => {
		const content = contentWith(base, { variables: [{ id: 'v1', name: 'x', is }] });
		const { values } = walk(content, given, { around: {}, onread: () => undefined });
		return variablesAfter(content, values, {}).v1;
	};
	const abc = [{ answer: 'a' }, { answer: 'b' }, { answer: 'c' }];

	it.each([
		['sum', { a: 1, b: 2 }, 3],
		['sum', {}, undefined],
		['mean', { a: 1, c: 4 }, 2.5],
		['mean', {}, undefined],
		['least', { a: 5, b: 4 }, 4],
		['most', { a: 5, b: 4 }, 5],
		['count', { a: 5 }, 1],
		['count', {}, 0],
		['minus', { a: 9, b: 2, c: 3 }, 4],
		['minus', { a: 9, b: 2 }, undefined],
		['times', { a: 2, b: 3, c: 4 }, 24],
		['times', { a: 2 }, undefined],
		['divided', { a: 12, b: 3, c: 2 }, 2],
		['divided', { a: 12, b: 3, c: 0 }, undefined]
	] as const)('%s of %o is %s', (work, given, expected) => {
		expect(valueOf({ do: work, of: abc }, given)).toBe(expected);
	});

	it('by case, and exact', () => {
		const is: Expression = {
			cases: [{ if: { answer: 'a', op: 'at-least', value: 9 }, then: 'promoter' }],
			else: 'other'
		};
		expect([valueOf(is, { a: 9 }), valueOf(is, {})]).toEqual(['promoter', 'other']);
		expect(valueOf({ do: 'sum', of: [0.1, 0.2] }, {})).toBe(0.3);
	});

	it('decides what is asked', () => {
		const content = contentWith([...base, text('why', { logic: { show: { variable: 'v2', op: 'less', value: 5 } } })], {
			variables: [
				{ id: 'v1', name: 'sum', is: { do: 'sum', of: abc } },
				{ id: 'v2', name: 'half', is: { do: 'divided', of: [{ variable: 'v1' }, 2] } }
			]
		});
		expect(asked(content, { a: 4, b: 4 })).toContain('why');
		expect(asked(content, { a: 4, b: 40 })).not.toContain('why');
		expect(asked(content, {})).not.toContain('why');
	});
});

describe('earlier answers in texts', () => {
	const content = contentWith(
		[
			scale('nps', { required: false }),
			text('name'),
			text('why', { text: { en: '{answer.name|You} gave {answer.nps|nothing}: {variable.v1|–}?' } })
		],
		{ variables: [{ id: 'v1', name: 'twice', is: { do: 'times', of: [{ answer: 'nps' }, 1000] } }] }
	);
	const read = (given: Record<string, unknown>) => {
		const { values } = walk(content, given, { around: {}, onread: () => undefined });
		const said = saidBy(content, values, variablesAfter(content, values, {}), 'en');
		return translate(content, 'en', { touchpoint: 'Shop' }, said).questions[2]!.text;
	};

	it('say what was answered, or the words that stand for nothing', () => {
		expect(read({ nps: 7, name: ' Kim\n Lee ' })).toBe('Kim Lee gave 7: 7,000?');
		expect(read({})).toBe('You gave nothing: –?');
	});

	it('are put in as they are: braces and marks of theirs are only letters', () => {
		expect(read({ nps: 7, name: '{touchpoint} {answer.nps|x} $& <b>' })).toBe(
			'{touchpoint} {answer.nps|x} $& <b> gave 7: 7,000?'
		);
		expect(read({ name: 'x'.repeat(4000) })).toBe(`${'x'.repeat(200)}… gave nothing: –?`);
	});

	it('stand only where they are answered already, and with words for nothing', () => {
		const bad = (own: string) => logicIssues(contentWith([text('a', { text: { en: own } }), text('b')]));
		expect(bad('{answer.b|x}')).toMatchObject([{ code: 'logic_looks_ahead', path: ['questions', 0, 'text', 'en'] }]);
		expect(bad('{answer.gone|x}')).toMatchObject([{ code: 'logic_unknown_question' }]);
		const later = contentWith([text('a'), text('b', { text: { en: '{answer.a}' } })]);
		expect(logicIssues(later)).toMatchObject([{ code: 'logic_no_fallback' }]);
		expect(logicIssues({ ...later, questions: [text('a')], thanks: { en: '{answer.a|x}' } })).toMatchObject([
			{ code: 'logic_no_piping', path: ['thanks', 'en'] }
		]);
	});
});

describe('what is refused', () => {
	const second = (logic: object) => contentWith([scale('nps'), scale('csat', { logic }), text('last')]);
	it.each([
		['unknown question', { show: { answer: 'gone', op: 'is', value: 1 } }, 'logic_unknown_question'],
		['itself', { show: { answer: 'csat', op: 'is', value: 1 } }, 'logic_looks_ahead'],
		['later question', { require: { answer: 'last', op: 'answered' } }, 'logic_looks_ahead'],
		['unknown value', { show: { variable: 'v1', op: 'is', value: 1 } }, 'logic_unknown_variable'],
		['text operator on a number', { show: { answer: 'nps', op: 'contains', value: 'x' } }, 'logic_operator'],
		['word for a number', { show: { answer: 'nps', op: 'is', value: 'x' } }, 'logic_value'],
		['off the scale', { show: { answer: 'nps', op: 'at-most', value: 11 } }, 'logic_not_on_scale'],
		['back', { ways: [{ id: '1', when: null, to: { question: 'nps' } }] }, 'logic_jumps_back'],
		['to itself', { ways: [{ id: '1', when: null, to: { question: 'csat' } }] }, 'logic_jumps_back'],
		['to nowhere', { ways: [{ id: '1', when: null, to: { question: 'gone' } }] }, 'logic_unknown_question'],
		['to no screen', { ways: [{ id: '1', when: null, to: { end: 'a' } }] }, 'logic_unknown_end']
	])('%s', (_what, logic, code) => {
		const content = second(logic);
		expect(logicIssues(content)).toMatchObject(
			[{ code, path: ['questions', 1, 'logic'].concat() }].map(({ code }) => ({ code }))
		);
		expect(logicIssues(content)[0]!.path!.slice(0, 3)).toEqual(['questions', 1, 'logic']);
		// A draft may say it; a version may not.
		expect(readContent(content).ok).toBe(true);
		expect(publishIssues(content).map((one) => one.code)).toContain(code);
	});

	it('a way may ask for its own question; a value that uses later answers may not be asked for before', () => {
		expect(
			logicIssues(second({ ways: [{ id: '1', when: { answer: 'csat', op: 'is', value: 1 }, to: { end: null } }] }))
		).toEqual([]);
		const variables = [{ id: 'v1', name: 'x', is: { do: 'sum', of: [{ answer: 'last' }] } }] as never;
		const ahead = { ...second({ show: { variable: 'v1', op: 'more', value: 1 } }), variables };
		expect(logicIssues(ahead)).toMatchObject([{ code: 'logic_looks_ahead' }]);
	});

	it('what is too deep, too much or of no shape', () => {
		const nest = (depth: number): unknown => (depth === 0 ? low : { not: nest(depth - 1) });
		const shape = (show: unknown) => readContent(second({ show } as object)).ok;
		expect([shape(nest(MAX_DEPTH - 1)), shape(nest(MAX_DEPTH)), shape(nest(5000))]).toEqual([true, false, false]);
		expect(shape({ any: Array.from({ length: 51 }, () => low) })).toBe(false);
		for (const bad of [
			{},
			[],
			{ all: [] },
			{ answer: 'nps', op: 'is' },
			{ answer: 'nps', op: 'answered', value: 1 },
			{ answer: 'nps', op: 'one-of', value: 1 },
			{ answer: 'nps', op: 'is', value: [1] },
			{ answer: 'nps', op: 'near', value: 1 },
			{ ...low, all: [low] }
		])
			expect(shape(bad)).toBe(false);
	});

	it('run all the same, they hold nothing and lead nowhere', () => {
		expect(asked(second({ show: { answer: 'gone', op: 'is-not', value: 1 } }), {})).toEqual(['nps', 'last']);
		expect(asked(second({ ways: [{ id: '1', when: null, to: { question: 'nps' } }] }), {})).toEqual([
			'nps',
			'csat',
			'last'
		]);
		expect(asked(second({ ways: [{ id: '1', when: null, to: { question: 'gone' } }] }), {})).toEqual([
			'nps',
			'csat',
			'last'
		]);
	});

	it('says who speaks of a question, before it is deleted', () => {
		const content = contentWith([
			scale('nps', { logic: { ways: [{ id: '1', when: low, to: { question: 'c' } }] } }),
			text('b', { logic: { show: low }, text: { en: '{answer.nps|x}' } }),
			text('c')
		]);
		expect(usesOf(content, 'nps')).toEqual([
			['questions', 1, 'logic', 'show'],
			['questions', 1, 'text']
		]);
		expect(usesOf(content, 'c')).toEqual([['questions', 0, 'logic', 'ways', 0, 'to']]);
	});
});

describe('what is found', () => {
	const what = (content: SurveyContent) => findings(content).map((one) => `${one.what} ${one.at}`);
	it('nothing in a survey without logic', () => {
		expect(findings(contentWith([scale('nps'), text('why')]))).toEqual([]);
	});

	it('a condition that cannot hold, and the question that nobody comes to by it', () => {
		const both: Condition = { all: [low, { answer: 'nps', op: 'at-least', value: 7 }] };
		expect(what(contentWith([scale('nps'), text('why', { logic: { show: both } })]))).toEqual([
			'never_holds 1',
			'never_shown 1'
		]);
		const through: Condition = {
			all: [
				{ answer: 'nps', op: 'at-least', value: 7 },
				{ answer: 'why', op: 'answered' }
			]
		};
		expect(
			what(
				contentWith([scale('nps'), text('why', { logic: { show: low } }), text('rank', { logic: { show: through } })])
			)
		).toEqual(['never_holds 2', 'never_shown 2']);
		const fine: Condition = { any: [both, { answer: 'why', op: 'contains', value: 'queue' }] };
		expect(what(contentWith([scale('nps'), text('why'), text('rank', { logic: { show: fine } })]))).toEqual([]);
	});

	it('what ways leave behind', () => {
		const always = { ways: [{ id: '1', when: null, to: { question: 'c' } }] } as const;
		expect(what(contentWith([scale('a', { logic: always }), text('b'), text('c')]))).toEqual(['never_shown 1']);
		const split = (required: boolean) =>
			contentWith([
				scale('a', {
					required,
					logic: {
						ways: [
							{ id: '1', when: { answer: 'a', op: 'at-most', value: 6 }, to: { question: 'c' } },
							{ id: '2', when: { answer: 'a', op: 'more', value: 6 }, to: { end: null } }
						]
					}
				}),
				text('b'),
				text('c')
			]);
		expect(what(split(true))).toEqual(['never_shown 1']);
		// Whoever leaves it empty goes neither way.
		expect(what(split(false))).toEqual([]);
	});

	it('an end without anything asked, and a screen without text', () => {
		const channel = (op: 'is' | 'is-not'): Condition => ({ about: 'channel', op, value: 'qr' });
		expect(what(contentWith([scale('a', { logic: { show: channel('is') } })]))).toEqual(['dead_end -1']);
		expect(
			what(
				contentWith([
					scale('a', { logic: { show: channel('is') } }),
					scale('b', { logic: { show: channel('is-not') } })
				])
			)
		).toEqual([]);
		const way = { ways: [{ id: '1', when: low, to: { end: 'a' } }] } as const;
		expect(what(contentWith([scale('nps', { logic: way })], { ends: [{ id: 'a', text: {} }] }))).toEqual([
			'no_screen 0'
		]);
	});
});

describe('pages without script', () => {
	const pages = (content: SurveyContent, given: Record<string, unknown>, upTo = 9) =>
		stagesOf(content, given, {}, upTo).map(({ questions }) => questions.map(({ id }) => id));

	it('one page where nothing depends on anything', () => {
		expect(pages(contentWith([scale('a'), text('b')]), {})).toEqual([['a', 'b']]);
	});

	it('end where something depends on what they ask', () => {
		const content = contentWith([
			text('a'),
			scale('nps'),
			text('why', { logic: { show: low } }),
			text('c'),
			text('d', { text: { en: '{answer.c|it}' } }),
			scale('e', { logic: { ways: [{ id: '1', when: { answer: 'e', op: 'is', value: 1 }, to: { question: 'g' } }] } }),
			text('f'),
			text('g')
		]);
		expect(pages(content, { nps: 3, e: 1 })).toEqual([['a', 'nps'], ['why', 'c'], ['d', 'e'], ['g']]);
		expect(pages(content, { nps: 9, e: 2 })).toEqual([['a', 'nps'], ['c'], ['d', 'e'], ['f', 'g']]);
		expect(pages(content, {}, 0)).toEqual([['a', 'nps']]);
	});
});

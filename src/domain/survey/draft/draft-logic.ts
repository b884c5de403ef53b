import * as v from 'valibot';
import type { RawFields } from '../../shared/define-record.ts';
import { locales, type LocalText } from '../../shared/locale.ts';
import {
	ConditionSchema,
	type End,
	endIds,
	type QuestionLogic,
	type Variable,
	variableIds,
	VariableSchema,
	type Way,
	WaySchema
} from '../logic/logic.ts';

/*
 * How logic lies in a draft: every rule is a field of its own – of a question what shows it, what makes an answer needed, and each
 * way on; of the survey each calculated value, and of each closing screen its text in each language and its condition. So two people
 * who write two rules meet nowhere, and of two who write the same one the later stands.
 */

const SHOW = 'logic.show';
const REQUIRE = 'logic.require';
const WAY = 'logic.ways.';

/** The field of a rule. */
export const logicField = (rule: 'show' | 'require' | { readonly way: string }): string =>
	typeof rule === 'object' ? WAY + rule.way : rule === 'show' ? SHOW : REQUIRE;
export const endField = (id: string, part: string): string => `ends.${id}.${part}`;
export const variableField = (id: string): string => `variables.${id}`;

const read = <T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined => {
	const parsed = value === undefined || value === null ? null : v.safeParse(schema, value);
	return parsed?.success ? parsed.output : undefined;
};

/** A question's logic as it reads; undefined when it has none. What cannot be read is as if it were not there. */
export function logicOf(fields: RawFields): QuestionLogic | undefined {
	const [show, require] = [read(ConditionSchema, fields[SHOW]), read(ConditionSchema, fields[REQUIRE])];
	const ways = Object.keys(fields)
		.filter((name) => name.startsWith(WAY))
		.sort()
		.flatMap((name): Way[] => {
			const id = name.slice(WAY.length);
			const way = read(WaySchema, { ...(fields[name] as object), id });
			return way ? [way] : [];
		});
	if (!show && !require && ways.length === 0) return undefined;
	return { ...(show && { show }), ...(require && { require }), ...(ways.length > 0 && { ways }) };
}

/** The same as fields. Ways are told apart, and put in their order, by their ids. */
export const flatLogic = ({ show, require, ways = [] }: QuestionLogic = {}): RawFields => ({
	...(show && { [SHOW]: show }),
	...(require && { [REQUIRE]: require }),
	...Object.fromEntries(ways.map(({ id, when, to }) => [WAY + id, { when, to }]))
});

/** An id for a way behind the others. @param letters four letters or figures, so that two people's are two */
export function nextWayId(ways: readonly Way[], letters: string): string {
	const last = Math.max(0, ...ways.map(({ id }) => Number.parseInt(id.slice(0, 3), 10) || 0));
	return `${String(last + 1).padStart(3, '0')}${letters}`;
}

/** Names of the survey's own fields of logic that are texts. */
export const endTexts = endIds.flatMap((id) => locales.map((locale) => endField(id, locale)));

/** Those that are whole values. */
export const logicValues = {
	...Object.fromEntries(endIds.map((id) => [endField(id, 'when'), v.optional(v.nullable(v.unknown()))])),
	...Object.fromEntries(variableIds.map((id) => [variableField(id), v.optional(v.nullable(v.unknown()))]))
};

/** Closing screens and calculated values of a survey's own fields; each left out when there are none. */
export function surveyLogicOf(fields: RawFields): { ends?: readonly End[]; variables?: readonly Variable[] } {
	const ends = endIds.flatMap((id): End[] => {
		const text: LocalText = Object.fromEntries(
			locales.flatMap((locale) => {
				const written = fields[endField(id, locale)];
				return typeof written === 'string' && written !== '' ? [[locale, written]] : [];
			})
		);
		const when = read(ConditionSchema, fields[endField(id, 'when')]);
		return Object.keys(text).length === 0 && !when ? [] : [{ id, text, ...(when && { when }) }];
	});
	const variables = variableIds.flatMap((id): Variable[] => {
		const found = fields[variableField(id)];
		const variable = found ? read(VariableSchema, { ...(found as object), id }) : undefined;
		return variable ? [variable] : [];
	});
	return { ...(ends.length > 0 && { ends }), ...(variables.length > 0 && { variables }) };
}

/** The same as fields, of every closing screen: an empty text is none. */
export const flatSurveyLogic = ({
	ends = [],
	variables = []
}: {
	readonly ends?: readonly End[] | undefined;
	readonly variables?: readonly Variable[] | undefined;
}): RawFields => ({
	...Object.fromEntries(
		ends.flatMap(({ id, text, when }): [string, unknown][] => [
			...locales.flatMap((locale): [string, unknown][] => {
				const written = text[locale];
				return written ? [[endField(id, locale), written]] : [];
			}),
			...(when ? [[endField(id, 'when'), when] as [string, unknown]] : [])
		])
	),
	...Object.fromEntries(variables.map(({ id, name, is }) => [variableField(id), { name, is }]))
});

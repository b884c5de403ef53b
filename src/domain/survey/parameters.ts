import * as v from 'valibot';
import type { View } from '../shared/view.ts';

/** So many does one collector keep. */
export const MAX_PARAMETERS = 10;
export const PARAMETER_LENGTH = 200;
export const parameterKinds = ['text', 'number'] as const;

/** What the addresses of surveys mean something else by. */
const OURS = new Set(['lang', 'r', 'p', 'c', 'v', 'test', 'unasked', 'send', 'note']);

export const PARAMETER_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

/** Whether the program means something by a parameter of this name. */
export const isOurParameter = (name: string): boolean => OURS.has(name.toLowerCase());

export const Parameter = v.strictObject({
	/** As in the address: `order` of `?order=A-17`. */
	name: v.pipe(
		v.string(),
		v.regex(PARAMETER_NAME),
		v.check((name) => !isOurParameter(name), 'reserved')
	),
	/** What people call it. */
	label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60), v.regex(/^[^\p{Cc}]*$/u)),
	kind: v.picklist(parameterKinds),
	/** Letters that a value may have. */
	maxLength: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PARAMETER_LENGTH))
});
export type ParameterView = View<typeof Parameter>;

/** Which parameters of its address a collector keeps. */
export const Parameters = v.pipe(
	v.array(Parameter),
	v.maxLength(MAX_PARAMETERS),
	v.check((all) => new Set(all.map(({ name }) => name)).size === all.length, 'duplicate')
);

const isKind = { text: /^[^\p{Cc}]+$/u, number: /^-?\d+([.,]\d+)?$/ };

/** What is wrong with one that a program says: it is not declared, or it is of another kind. */
export interface WrongParameter {
	readonly name: string;
	readonly why: 'unknown' | 'invalid';
}

/** Which of these a program may not say. */
export function wrongParameters(
	declared: readonly ParameterView[],
	given: Readonly<Record<string, string>>
): WrongParameter[] {
	const kept = keptParameters(declared, given);
	return Object.keys(given).flatMap((name): WrongParameter[] => {
		if (!declared.some((one) => one.name === name)) return [{ name, why: 'unknown' }];
		return given[name]!.trim() !== '' && !Object.hasOwn(kept, name) ? [{ name, why: 'invalid' }] : [];
	});
}

/**
 * Of what an address says, what was declared: the rest is dropped, and so is what is too long or of another kind – a part of
 * an order's number is another order's. By the names of the declaration, in its order.
 */
export function keptParameters(
	declared: readonly ParameterView[],
	given: Readonly<Record<string, string>>
): Record<string, string> {
	const kept: [string, string][] = [];
	for (const { name, kind, maxLength } of declared) {
		const value = Object.hasOwn(given, name) ? given[name]!.trim() : '';
		if (value !== '' && [...value].length <= maxLength && isKind[kind].test(value)) kept.push([name, value]);
	}
	return Object.fromEntries(kept);
}

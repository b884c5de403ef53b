import { issue, type Issue } from '#domain/shared/result.ts';
import type { ChannelPort } from '../../channels/index.ts';
import { invalid } from '../../platform/errors.ts';

type Values = Readonly<Record<string, string>>;

/** What is no secret, and what is. */
interface Kept {
	readonly settings: Values;
	readonly secrets: Values;
}

/**
 * What stands there after a form was sent: what it left out stays as it was, and of what is changed the value before stays
 * where something under way may still be made with it.
 * @throws AppError 400 with an issue per field, whose path ends in its name
 */
export function settled(port: ChannelPort, before: Kept, given: Values): Kept & { readonly changed: string[] } {
	const issues: Issue[] = [];
	const at = (name: string): string[] => ['settings', name];
	const [settings, secrets] = [{ ...before.settings }, { ...before.secrets }];
	const changed: string[] = [];
	for (const name of Object.keys(given))
		if (!port.fields.some((field) => field.name === name)) issues.push(issue('unknown', at(name)));
	for (const { name, secret, required, pattern, keepsBefore } of port.fields) {
		const kept = secret ? secrets : settings;
		const value = given[name];
		// A secret that is shown as nothing comes back as nothing: it was not taken out.
		const isLeft = value === undefined || (value === '' && secret && required);
		if (!isLeft && value !== '' && !pattern.test(value)) issues.push(issue('regex', at(name)));
		if (required && (isLeft ? !kept[name] : value === '')) issues.push(issue('required', at(name)));
		if (isLeft || (kept[name] ?? '') === value) continue;
		changed.push(name);
		if (keepsBefore && kept[name]) kept[`${name}Before`] = kept[name];
		if (value === '') delete kept[name];
		else kept[name] = value;
	}
	if (issues.length === 0)
		issues.push(...port.missing({ ...settings, ...secrets }).map((name) => issue('required', at(name))));
	if (issues.length > 0) throw invalid(issues);
	return { settings, secrets, changed };
}
